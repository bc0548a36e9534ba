import { launch } from '../tests/browser/browser.js';
import { pathToFileURL } from 'node:url';
const browser = await launch();
for (const arg of process.argv.slice(2)) {
  const [file, name, scheme] = arg.split('=');
  for (const width of [1280, 390]) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme || 'light', locale: 'de-DE' });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: `/tmp/shots/${name}-${width}.png`, fullPage: process.env.FULL === '1' });
    await page.close();
  }
}
await browser.close();
