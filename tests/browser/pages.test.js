// Every page of the site, opened once on a desk and once on a phone.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DESK, launch, open, PHONE } from './browser.js';
import { buildSite, redirects } from './site.js';

let site, browser, root;
/** The pages that are read; 404.html belongs to a server, what redirects has a test of its own. */
let readable;

before(async () => {
  site = buildSite();
  root = `${pathToFileURL(site.folder).href}/`;
  readable = site.pages.filter((path) => path !== '404.html' && !redirects(site.read(path)));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

/** What a page is like, collected in the page. */
async function inspect() {
  // An image further down is fetched when its reader comes near; here it is fetched now.
  for (const image of document.images) image.loading = 'eager';
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  const shown = (element) => element.getClientRects().length > 0;
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  const root = document.documentElement;
  return {
    lang: root.lang,
    title: document.title,
    headings: [...document.querySelectorAll('h1')].filter(shown).map((heading) => heading.innerText.trim()),
    landmarks: document.querySelectorAll('main').length,
    tooWide: root.scrollWidth - root.clientWidth,
    ids,
    doubled: ids.filter((id, index) => ids.indexOf(id) !== index),
    images: [...document.images].map(({ src, alt, naturalWidth }) => ({ src, alt, naturalWidth })),
    links: [...document.querySelectorAll('a[href], link[href]:not([rel~="canonical"], [hreflang])')].map((link) => new URL(link.getAttribute('href'), document.baseURI).href),
    nameless: [...document.querySelectorAll('a[href]')]
      .filter((link) => !link.textContent.trim() && !link.ariaLabel && !link.querySelector('img[alt]'))
      .map((link) => link.outerHTML),
  };
}

test('every page is whole on a desk, and every link in it leads somewhere', async () => {
  const { page, quiet, close } = await open(browser, root, { viewport: DESK });
  const ids = new Map();
  const links = [];
  for (const path of readable) {
    await page.goto(root + path);
    const found = await page.evaluate(inspect);
    assert.match(found.lang, /^[a-z]{2}/, `${path} says its language`);
    assert.ok(found.title.length > 0, `${path} has a title`);
    assert.equal(found.headings.length, 1, `${path} has one heading of the first rank: ${found.headings}`);
    assert.notEqual(found.headings[0], '', `the heading of ${path} has words`);
    assert.equal(found.landmarks, 1, `${path} has one main part`);
    assert.ok(found.tooWide <= 0, `${path} is ${found.tooWide} px wider than the window`);
    assert.deepEqual(found.doubled, [], `${path} gives every id once`);
    assert.deepEqual(found.nameless, [], `${path} names every link`);
    for (const image of found.images) {
      assert.ok(image.naturalWidth > 0, `${path} shows ${image.src}`);
      assert.notEqual(image.alt, '', `${path} describes ${image.src}`);
    }
    ids.set(new URL(root + path).pathname, new Set(found.ids));
    links.push(...found.links.map((target) => ({ from: path, target: new URL(target) })));
  }
  quiet();
  await close();

  for (const { from, target } of links) {
    if (target.protocol !== 'file:') {
      assert.match(target.protocol, /^(https?|mailto):$/, `${from} links to ${target}`);
      continue;
    }
    assert.ok(target.href.startsWith(root), `${from} stays inside the site: ${target}`);
    assert.ok(existsSync(fileURLToPath(target.href.split('#')[0])), `${from} links to ${target}`);
    const anchor = decodeURIComponent(target.hash.slice(1));
    if (anchor) assert.ok(ids.get(target.pathname)?.has(anchor), `${from} links to the place ${target}`);
  }
});

test('no page is wider than a phone', async () => {
  const { page, quiet, close } = await open(browser, root, { viewport: PHONE });
  for (const path of readable) {
    await page.goto(root + path);
    const { tooWide } = await page.evaluate(inspect);
    assert.ok(tooWide <= 0, `${path} is ${tooWide} px wider than ${PHONE.width} px`);
  }
  quiet();
  await close();
});

test('a page of each kind reads the same without JavaScript', async () => {
  const kinds = new Map();
  for (const path of readable) {
    const kind = site.read(path).match(/<body class="([^"]*)"/)?.[1] ?? path;
    if (!kinds.has(kind)) kinds.set(kind, path);
  }
  assert.ok(kinds.size > 10, `only ${[...kinds.keys()]}`);
  const plain = await open(browser, root, { javaScriptEnabled: false });
  const scripted = await open(browser, root);
  for (const path of kinds.values()) {
    const lines = [];
    for (const { page } of [plain, scripted]) {
      await page.goto(root + path);
      // Fields to search in are no text: without a script they could answer nothing, and are not shown.
      if (page === scripted.page) {
        await page.evaluate(() => document.querySelectorAll('[role=search]').forEach((field) => field.remove()));
      }
      lines.push((await page.locator('body').innerText()).split('\n').map((line) => line.trim()).filter(Boolean));
    }
    const [without, withScripts] = lines;
    assert.ok(without.length > 5, `${path} has text`);
    const missing = withScripts.filter((line) => !without.includes(line));
    assert.deepEqual(missing, [], `${path} shows this only with JavaScript`);
  }
  plain.quiet();
  scripted.quiet();
  await plain.close();
  await scripted.close();
});

test('notes, quotations and provenance of an article are there to be read', async () => {
  const { page, quiet, close } = await open(browser, root, { javaScriptEnabled: false });
  await page.goto(`${root}articles/rat-stimmt-fuer-westerweiterung.html`);
  const reference = page.locator('.note-ref a').first();
  const note = page.locator(await reference.getAttribute('href'));
  assert.ok(await note.isVisible(), 'the note is shown');
  await reference.click();
  assert.equal(await page.locator(':target').getAttribute('id'), await note.getAttribute('id'));
  const summary = page.locator('section:has(> #quotes) summary').first();
  await summary.click();
  assert.ok(await page.locator('details[open] blockquote').first().isVisible(), 'the list of quotations opens');
  const source = page.locator('#provenance').locator('xpath=..');
  assert.match(await source.innerText(), /Haffelder Bote/);
  quiet();
  await close();
});

test('an old address sends its reader on', async () => {
  const old = site.pages.filter((path) => redirects(site.read(path)));
  assert.ok(old.length > 0, 'the demonstration site has an old address');
  const { page, quiet, close } = await open(browser, root);
  for (const path of old) {
    const target = new URL(site.read(path).match(/http-equiv="refresh" content="0; url=([^"]+)"/)[1], root + path).href;
    await page.goto(root + path).catch(() => {}); // it is left before it has loaded
    await page.waitForURL(target);
    assert.ok((await page.locator('h1').innerText()).length > 0);
  }
  quiet();
  await close();
});

test('a name inside a quotation looks like the words around it until it is pointed at', async () => {
  const { page, close } = await open(browser, root, { viewport: DESK });
  const path = readable.find((one) => /class="q [^>]*>[^<]*<a class="mention/.test(site.read(one)));
  assert.ok(path, 'an article names somebody inside a quotation');
  await page.goto(root + path);
  const look = (selector) =>
    page.evaluate((one) => {
      const style = getComputedStyle(document.querySelector(one));
      return [style.textDecorationLine, style.color, getComputedStyle(document.body).color];
    }, selector);
  const quiet = '.q a.mention';
  const [line, colour, text] = await look(quiet);
  assert.deepEqual([line, colour], ['none', text]);
  await page.focus(quiet);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  const [focused] = await look(`${quiet}:focus-visible`);
  assert.equal(focused, 'underline');
  const loud = await page.evaluate(() => {
    const mention = [...document.querySelectorAll('a.mention')].find((one) => !one.closest('.q, blockquote'));
    return mention && getComputedStyle(mention).textDecorationLine;
  });
  assert.ok(loud === undefined || loud === null || loud === 'underline', loud);
  await close();
});

test('what the program knows or found by itself says so, and how to take it over', async () => {
  const small = buildSite({ source: 'tests/sites_valid/candidates' });
  const place = `${pathToFileURL(small.folder).href}/`;
  const { page, close } = await open(browser, place, { viewport: PHONE });
  await page.goto(`${place}people/jette-ohlsen.html`);
  assert.notEqual(await page.textContent('.page-header .origin'), '');
  assert.equal(await page.isVisible('.take-over pre'), false);
  await page.click('.take-over summary');
  assert.equal(await page.isVisible('.take-over pre'), true);
  assert.match(await page.textContent('.take-over pre'), /^[a-z0-9-]+:\n {2}name: .+\n {2}type: [a-z]+\n/);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  await close();
  small.remove();
});
