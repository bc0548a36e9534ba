// The site opened by a double click: no server, only files.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { launch, open, PHONE } from './browser.js';
import { buildSite } from './site.js';
import { walk } from './walk.js';

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

test('a reader walks from home to dossier, article, speaker and back to the words', async () => {
  const { page, quiet, close } = await open(browser, root);
  await page.goto(`${root}index.html`);
  await walk(page);
  quiet();
  await close();
});

test('the same walk on a phone', async () => {
  const { page, quiet, close } = await open(browser, root, { viewport: PHONE, hasTouch: true, isMobile: true });
  await page.goto(`${root}index.html`);
  await walk(page);
  quiet();
  await close();
});

test('the same walk without JavaScript', async () => {
  const { page, quiet, close } = await open(browser, root, { javaScriptEnabled: false });
  await page.goto(`${root}index.html`);
  await walk(page);
  quiet();
  await close();
});

test('the keyboard skips to the text', async () => {
  const { page, close } = await open(browser, root);
  await page.goto(`${root}articles/verhandlungstisch.html`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#content$/);
  assert.equal(await page.locator(':focus').getAttribute('id'), 'content');
  await close();
});
