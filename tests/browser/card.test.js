// The card beside a quotation: who speaks, as what, how sure, by mouse and by keys.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { launch, open } from './browser.js';
import { buildSite } from './site.js';

const PAGE = 'articles/rat-stimmt-fuer-westerweiterung.html';
const CARD = '.quote-card';

let site, browser, root;

before(async () => {
  site = buildSite();
  root = `${pathToFileURL(site.folder).href}/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

/** The article, and the first quotation in it of somebody with a page. */
async function quoted() {
  const opened = await open(browser, root);
  await opened.page.goto(root + PAGE);
  const words = opened.page.locator('.body .q-direct[id][tabindex]').filter({ hasText: 'Watt' }).first();
  return { ...opened, words };
}

test('pointing at a quotation shows who speaks, as what, how sure, and all that they said', async () => {
  const { page, words, quiet, close } = await quoted();
  assert.equal(await page.locator(CARD).count(), 0);
  await words.hover();
  const card = page.locator(CARD);
  await card.waitFor();
  const text = await card.innerText();
  assert.match(text, /Almut Reethwisch/);
  assert.match(text, /Bürgermeisterin der Stadt Haffelde/);
  assert.match(text, /wörtlich/);
  assert.match(text, /\d+ %|Redaktion/);
  assert.match(await card.locator('.card-links a').first().getAttribute('href'), /people\/almut-reethwisch\.html#quotes$/);
  const [box, at] = [await card.boundingBox(), await words.boundingBox()];
  assert.ok(box.y >= at.y + at.height || box.y + box.height <= at.y, 'it does not cover the words');
  // Into the card it stays, away from both it goes.
  await card.hover();
  await page.waitForTimeout(500);
  assert.equal(await card.count(), 1);
  await page.mouse.move(2, 2);
  await card.waitFor({ state: 'detached' });
  quiet();
  await close();
});

test('so does the focus; Tab leads into the card, and Esc closes it and leads back', async () => {
  const { page, words, quiet, close } = await quoted();
  await words.focus();
  const card = page.locator(CARD);
  await card.waitFor();
  await page.keyboard.press('Tab');
  assert.ok(await card.evaluate((shown) => shown.contains(document.activeElement)), 'the next key is in the card');
  await page.keyboard.press('Escape');
  assert.equal(await card.count(), 0);
  assert.ok(await words.evaluate((part) => part === document.activeElement), 'the words have the focus again');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await card.waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await card.count(), 0, 'on the words, Esc closes it too');
  quiet();
  await close();
});

test('a tap opens it on a phone, and it stays in the window', async () => {
  const { page, quiet, close } = await open(browser, root, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await page.goto(root + PAGE);
  await page.locator('.body .q-direct[id]').first().tap();
  const card = page.locator(CARD);
  await card.waitFor();
  const box = await card.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
  await page.locator('h1').tap();
  assert.equal(await card.count(), 0);
  quiet();
  await close();
});

test('indirect speech that is switched off has no card, and stays off', async () => {
  const { page, quiet, close } = await quoted();
  const indirect = page.locator('.body .q-indirect[id]').first();
  assert.equal(await indirect.getAttribute('tabindex'), '0');
  await page.uncheck('#mark-indirect');
  assert.equal(await indirect.getAttribute('tabindex'), null);
  await indirect.hover();
  await page.waitForTimeout(400);
  assert.equal(await page.locator(CARD).count(), 0);
  quiet();
  await close();
});
