// The search and the filters of the quotations, from a folder and below a path of a server.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch, open, PHONE } from './browser.js';
import { serve } from './server.js';
import { buildSite, DOSSIER } from './site.js';
import { heading } from './walk.js';

let browser;

before(async () => {
  browser = await launch();
});

after(async () => {
  await browser?.close();
});

const PLACES = {
  'from a folder': async (site) => ({ root: `${pathToFileURL(site.folder).href}/`, close() {} }),
  'below /repo/': (site) => serve(site.folder, '/repo/'),
};

for (const [where, start] of Object.entries(PLACES)) {
  describe(where, () => {
    let site, place;

    before(async () => {
      site = buildSite();
      place = await start(site);
    });

    after(async () => {
      await place?.close();
      site?.remove();
    });

    test('the keyboard alone finds a person', async () => {
      const { page, quiet, close } = await open(browser, place.root);
      await page.goto(`${place.root}articles/verhandlungstisch.html`);
      await page.keyboard.press('/');
      const field = page.getByRole('dialog').getByRole('combobox');
      await field.waitFor();
      await page.keyboard.type('blink');
      await page.getByRole('option', { name: 'Antony Blinken' }).first().waitFor();
      const active = () => field.getAttribute('aria-activedescendant');
      const first = await active();
      await page.keyboard.press('ArrowDown');
      assert.notEqual(await active(), first);
      await page.keyboard.press('ArrowUp');
      assert.equal(await active(), first);
      await page.keyboard.press('Enter');
      await page.waitForURL(/people\/antony-blinken\.html$/);
      quiet();
      await close();
    });

    test('umlauts may be typed in any way, and Esc gives the focus back', async () => {
      const { page, quiet, close } = await open(browser, place.root);
      await page.goto(`${place.root}index.html`);
      await page.locator('[data-search]').focus();
      await page.keyboard.press('Enter');
      for (const query of ['überfall', 'ueberfall', 'uberfall', 'UBERF']) {
        await page.getByRole('dialog').getByRole('combobox').fill(query);
        await page.getByRole('option', { name: /Überfall/ }).first().waitFor();
      }
      await page.getByRole('dialog').getByRole('combobox').fill('xqzw');
      await page.getByRole('dialog').getByRole('status').filter({ hasText: 'xqzw' }).waitFor();
      await page.keyboard.press('Escape');
      assert.equal(await page.getByRole('dialog').count(), 0);
      assert.ok(await page.locator('[data-search]').evaluate((link) => link === document.activeElement));
      quiet();
      await close();
    });

    test('a quotation of the search leads to its very words', async () => {
      const { page, quiet, close } = await open(browser, place.root);
      await page.goto(`${place.root}quotes/index.html`);
      await page.keyboard.press('/');
      await page.getByRole('dialog').getByRole('combobox').fill('Reethwisch');
      const said = page.locator('[role=option].page_quotes').first();
      const text = (await said.locator('bdi').innerText()).replace(/^[^:]+: /, '').replace('…', '').slice(0, 30);
      await said.click();
      await page.waitForURL(/articles\/.+#q-\d+$/);
      assert.ok((await page.locator(':target').innerText()).replaceAll(/\s+/g, ' ').includes(text), text);
      quiet();
      await close();
    });

    test('the filters narrow, stand in the address, and the way back undoes them', async () => {
      const { page, quiet, close } = await open(browser, place.root);
      await page.goto(`${place.root}quotes/index.html`);
      const status = page.locator('form [role=status]');
      const shown = () => page.locator('#found-quotes > li').count();
      await page.fill('#filter-q', 'kai');
      await page.locator('#found-quotes > li').first().waitFor();
      const all = await shown();
      for (const words of await page.locator('#found-quotes blockquote').allInnerTexts()) assert.match(words, /kai/i);
      assert.match(await status.innerText(), /\d/);
      await page.selectOption('#filter-kind', 'direct');
      await page.waitForFunction((n) => document.querySelectorAll('#found-quotes > li').length < n, all);
      const link = page.url();
      const fewer = await shown();
      assert.match(link, /q=kai/);
      await page.goBack();
      await page.waitForFunction((n) => document.querySelectorAll('#found-quotes > li').length === n, all);
      assert.equal(await page.inputValue('#filter-kind'), '');

      const other = await open(browser, place.root);
      await other.page.goto(link);
      await other.page.waitForFunction((n) => document.querySelectorAll('#found-quotes > li').length === n, fewer);
      assert.equal(await other.page.inputValue('#filter-q'), 'kai');
      await other.page.locator('#found-quotes [data-part=link]').first().click();
      await other.page.waitForURL(/articles\/.+#q-\d+$/);
      await other.page.goBack();
      await other.page.waitForFunction((n) => document.querySelectorAll('#found-quotes > li').length === n, fewer);
      other.quiet();
      await other.close();

      await page.fill('#filter-speaker', 'Nobody Of This Name');
      await page.locator('#no-quotes').waitFor();
      await page.click('button[type=reset]');
      await page.locator('#all-quotes').waitFor();
      assert.equal(await shown(), 0);
      quiet();
      await close();
    });

    test('the page to search on finds, on a phone too', async () => {
      const { page, quiet, close } = await open(browser, place.root, { viewport: PHONE, hasTouch: true, isMobile: true });
      await page.goto(`${place.root}search.html#q=${encodeURIComponent('haffelde')}`);
      const result = page.locator('#quick-results a[href$="places/haffelde.html"]');
      await result.waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${wide} px too wide`);
      await result.click();
      await page.waitForURL(/places\/haffelde\.html$/);
      if (where === 'from a folder') quiet();
      await close();
    });

    test('without JavaScript the search lists the ways in', async () => {
      const { page, quiet, close } = await open(browser, place.root, { javaScriptEnabled: false });
      await page.goto(`${place.root}index.html`);
      await page.locator('[data-search]').click();
      await page.waitForURL(/search\.html$/);
      assert.equal(await page.locator('.lookup').isVisible(), false);
      await page.locator('main a[href$="people/index.html"]').click();
      await page.waitForURL(/people\/index\.html$/);
      quiet();
      await close();
    });
  });
}

describe('full text', () => {
  // The package of the platform alone: not every mirror of the registry has those of all the others.
  const binary = `../../node_modules/@pagefind/linux-${process.arch}/bin/pagefind_extended`;
  const pagefind = process.env.PAGEFIND ?? resolve(import.meta.dirname, binary);
  let site, place;

  before(async () => {
    site = buildSite();
    execFileSync(DOSSIER, ['search-index', '--output', site.folder], { env: { ...process.env, PAGEFIND: pagefind }, stdio: 'pipe' });
    place = await serve(site.folder, '/repo/');
  });

  after(async () => {
    await place?.close();
    site?.remove();
  });

  test('word stems and umlauts are found, filtered, in both languages, under a strict policy', async () => {
    const { page, quiet, close } = await open(browser, place.root);
    await page.goto(`${place.root}search.html`);
    const results = page.locator('#full-text ul > li');
    await page.fill('#search-field', 'Gutachtens');
    await results.first().waitFor();
    const all = await page.locator('#full-text p[role=status]').innerText();
    await page.selectOption('#full-year', '2031');
    await page.waitForFunction((before) => {
      const now = document.querySelector('#full-text p[role=status]').innerText;
      return /\d/.test(now) && now !== before;
    }, all);
    await page.selectOption('#full-year', '');
    await page.fill('#search-field', 'promised');
    const english = results.filter({ hasText: 'promise' }).first();
    await english.waitFor();
    await english.getByRole('link').click();
    await page.waitForURL(/\/repo\/articles\/.+\.html/);
    assert.ok((await heading(page)).length > 0);
    quiet();
    await close();
  });

  test('from a folder the page says why it cannot', async () => {
    const root = `${pathToFileURL(site.folder).href}/`;
    const { page, quiet, close } = await open(browser, root);
    await page.goto(`${root}search.html#q=hafen`);
    await page.locator('#full-text p[role=status]', { hasText: 'Server' }).waitFor();
    quiet();
    await close();
  });
});
