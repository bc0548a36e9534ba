// A reader without a mouse: everything is reached, opened and left by keys, and seen where one is.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { inParallel, launch, none, open } from './browser.js';
import { buildSite, kinds } from './site.js';

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

/** What has the focus, and whether it is seen that it has. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  return {
    what: element.outerHTML.slice(0, 120),
    seen: (outlined || style.boxShadow !== 'none' || style.textDecorationLine.includes('underline')) && box.width > 0 && box.height > 0,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

/** Presses Tab until the selector has the focus, at most so often. */
async function tabTo(page, selector, most = 300) {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector)) return;
  }
  assert.fail(`${most} times Tab do not lead to ${selector} on ${page.url()}`);
}

test('where the focus is can be seen, on a page of each kind', async () => {
  const wrong = [];
  await inParallel(kinds(site), async ([kind, path]) => {
    if (path === '404.html') return;
    const { page, close } = await open(browser, root);
    await page.goto(root + path);
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate(focused);
      if (!found) break;
      if (!found.seen || !found.inView) wrong.push(`${kind} (${path}): ${JSON.stringify(found)}`);
    }
    await close();
  });
  none(wrong);
});

test('the first key leads past the menu, the next ones through it', async () => {
  const { page, quiet, close } = await open(browser, root);
  await page.goto(`${root}index.html`);
  await page.keyboard.press('Tab');
  assert.ok(await page.locator('.skip').evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0));
  await tabTo(page, '.site-menu a[href*="dossiers"]', 10);
  await page.keyboard.press('Enter');
  await page.waitForURL(/dossiers\/index\.html$/);
  quiet();
  await close();
});

test('from the text to its note and back', async () => {
  const { page, quiet, close } = await open(browser, root);
  await page.goto(`${root}articles/rat-stimmt-fuer-westerweiterung.html`);
  await tabTo(page, '.note-ref a');
  const reference = await page.evaluate(() => document.activeElement.hash.replace('#n-', 'nref-'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/#/);
  const note = page.locator(':target');
  assert.ok(await note.isVisible());
  await page.keyboard.press('Tab');
  assert.ok(await note.evaluate((element) => element.contains(document.activeElement)), 'the next key is in the note');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator(':target').getAttribute('id'), reference, 'its number leads back');
  quiet();
  await close();
});

test('the cells of the matrix are reached, open the statements, and Esc closes them', async () => {
  const { page, quiet, close } = await open(browser, root);
  await page.goto(`${root}dossiers/hafen.html`);
  await tabTo(page, '.matrix td button');
  const cell = await page.evaluate(() => document.activeElement.getAttribute('popovertarget'));
  await page.keyboard.press('Enter');
  const said = page.locator(':popover-open');
  assert.equal(await said.getAttribute('id'), cell);
  assert.ok((await said.innerText()).length > 20, 'Enter opens what was said');
  await page.keyboard.press('Tab');
  assert.ok(await said.evaluate((shown) => shown.contains(document.activeElement)), 'the next key is in it');
  await page.keyboard.press('Escape');
  assert.equal(await said.count(), 0, 'Esc closes it');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('popovertarget')), cell, 'and leads back to the cell');
  quiet();
  await close();
});
