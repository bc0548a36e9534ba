import { launch } from '../tests/browser/browser.js';
import { pathToFileURL } from 'node:url';
const browser = await launch();
const [file, name, selector, width] = process.argv.slice(2);
const page = await browser.newPage({ viewport: { width: Number(width||1280), height: 900 }, colorScheme: 'light', locale: 'de-DE' });
await page.goto(pathToFileURL(file).href);
await page.evaluate(s => { const e = document.querySelector(s); if (e.tagName==='DETAILS') e.open = true; e.scrollIntoView(); }, selector);
await page.screenshot({ path: `/tmp/shots/${name}.png` });
await browser.close();
