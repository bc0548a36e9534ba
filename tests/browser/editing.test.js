// Correcting in the page: by mouse and by keys, what is written, and that a built site holds nothing of it.

import { after, before, beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import axe from 'axe-core';
import { PHONE, launch, open } from './browser.js';
import { preview } from './preview.js';
import { buildSite } from './site.js';

const PAGE = 'articles/ein-kutter-ein-kai.html';
const ARTICLE = 'content/articles/hafen/ein-kutter-ein-kai.md';
const BESIDE = 'content/articles/hafen/ein-kutter-ein-kai.annotations.yaml';

let site, browser;

before(async () => {
  browser = await launch();
});

beforeEach(async () => {
  await site?.stop();
  site = await preview();
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** The article with the layer switched on. */
async function correcting(options) {
  const opened = await open(browser, site.root, options);
  await opened.page.goto(site.root + PAGE);
  const desk = opened.page.locator('dossier-desk');
  await desk.getByRole('button', { name: 'Korrigieren' }).click();
  return { ...opened, desk, dialog: desk.locator('dialog') };
}

/** Waits until the page was read again after a change. */
async function again(page, act) {
  await page.evaluate(() => (window.before = true));
  await act();
  await page.waitForFunction(() => !window.before && document.documentElement.hasAttribute('data-editing'));
}

/** Selects the first occurrence of some words of the article. */
function select(page, words) {
  return page.evaluate((words) => {
    const texts = document.createTreeWalker(document.querySelector('.prose.body'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const at = texts.currentNode.data.indexOf(words);
      if (at < 0) continue;
      getSelection().setBaseAndExtent(texts.currentNode, at, texts.currentNode, at + words.length);
      return;
    }
    throw new Error(`no ${words}`);
  }, words);
}

test('by mouse: the speaker of a quotation is corrected, and the change taken back', async () => {
  const before = site.read(ARTICLE);
  const { page, desk, dialog, quiet, close } = await correcting();
  const words = page.locator('.body .q', { hasText: 'Gekauft habe er in der Fischerwiek' }).first();
  await words.click();
  await dialog.waitFor();
  await dialog.getByRole('combobox', { name: 'Wer spricht' }).fill('griep');
  await dialog.getByRole('option', { name: /Griep/ }).first().click();
  await again(page, () => dialog.getByRole('button', { name: 'Bestätigen' }).click());

  assert.match(site.read(BESIDE), /^quotations:\n {2}- text: .*Gekauft habe er.*\n {4}speaker: tammo-griep\n {4}confirmed: true\n$/);
  assert.equal(site.read(ARTICLE), before, 'the article itself is never written');
  await words.hover();
  await page.locator('.quote-card', { hasText: 'Tammo Griep' }).waitFor();
  await page.mouse.move(0, 0);

  await again(page, () => desk.getByRole('button', { name: 'Rückgängig' }).click());
  assert.ok(!site.exists(BESIDE), 'what was not there before is not there afterwards');
  quiet();
  await close();
});

test('by keys: a quotation is confirmed, another one rejected', async () => {
  const { page, dialog, quiet, close } = await correcting();
  await page.keyboard.press('e');
  assert.equal(await page.locator('html[data-editing]').count(), 0);
  await page.keyboard.press('e');
  const words = page.locator('.body .q', { hasText: 'Und dann ist der Zahn weg' }).first();
  await words.focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.type('tammo');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await again(page, () => page.keyboard.press('Enter'));
  assert.match(site.read(BESIDE), /speaker: tammo-griep, confirmed: true\}\n/);

  const other = page.locator('.body .q', { hasText: 'Bisher steht es unentschieden' }).first();
  await other.focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  assert.ok(!(await dialog.isVisible()));
  assert.ok(await other.evaluate((one) => one === document.activeElement), 'the focus goes back to where it was');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Verwerfen' }).focus();
  await again(page, () => page.keyboard.press('Enter'));
  assert.equal(await page.locator('.body .q', { hasText: 'Bisher steht es unentschieden' }).count(), 0);
  assert.match(site.read(BESIDE), /unentschieden\.“\", ignore: true\}\n/);
  quiet();
  await close();
});

test('selected text becomes a note, a name or a quotation; comments of people stay', async () => {
  site.write(BESIDE, '# Notizen der Redaktion\nmentions: # bleibt so\n');
  const { page, desk, dialog, quiet, close } = await correcting();
  await select(page, 'zwei Möwen streiten');
  await desk.getByRole('button', { name: 'Markierter Text' }).click();
  await dialog.getByLabel('Art der Anmerkung').selectOption('question');
  await dialog.getByLabel('Anmerkung', { exact: true }).fill('Wer hat sie gezählt?');
  await dialog.getByLabel('Von wem').fill('Red.');
  await again(page, () => dialog.getByRole('button', { name: 'Anmerkung schreiben' }).click());
  await page.getByText('Wer hat sie gezählt?').first().waitFor();

  await select(page, 'Die pensionierte Hebamme');
  await desk.getByRole('button', { name: 'Markierter Text' }).click();
  await dialog.getByRole('combobox', { name: 'Wer oder was gemeint ist' }).fill('sassvoort');
  await dialog.getByRole('option').first().click();
  await again(page, () => dialog.getByRole('button', { name: 'Als Name' }).click());
  assert.equal(await page.locator('[data-entity="gerlinde-sassvoort"]', { hasText: 'Die pensionierte Hebamme' }).count(), 1);

  const written = site.read(BESIDE);
  assert.match(written, /^# Notizen der Redaktion\nmentions: # bleibt so\n/);
  assert.match(written, /text: Die pensionierte Hebamme, entity: gerlinde-sassvoort\}\n/);
  assert.match(written, /text: zwei Möwen streiten\n {4}kind: question\n {4}note: Wer hat sie gezählt\?\n {4}by: Red\.\n {4}date: \d{4}-\d\d-\d\d\n$/);
  quiet();
  await close();
});

test('what the front matter decides is changed there, and the dialog says so', async () => {
  const { page, dialog, close } = await correcting();
  await page.locator('.body .q', { hasText: 'Gearbeitet werde von sieben' }).first().click();
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Verwerfen' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'quotations[1]' }).waitFor();
  assert.ok(!site.exists(BESIDE));
  await close();
});

/** An answer to a request with exactly these headers. */
function ask(method, path, headers, body = '') {
  const { port } = new URL(site.root);
  return new Promise((done, failed) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => done({ status: response.statusCode, text: Buffer.concat(parts).toString() }));
    });
    sent.on('error', failed);
    sent.end(body);
  });
}

test('nobody but a page of this session writes, and only what the site knows', async () => {
  const host = new URL(site.root).host;
  const got = await ask('GET', `/_dossier/layer/${PAGE}`, { host });
  const { token, version } = JSON.parse(got.text);
  const own = { host, origin: `http://${host}`, 'x-dossier-token': token, 'content-type': 'application/json' };
  const without = (name) => Object.fromEntries(Object.entries(own).filter(([key]) => key !== name));
  const right = { article: PAGE, version, action: 'mention', text: 'Lotsenstieg', before: 'wohnt am ', after: ',', entity: 'tammo-griep' };
  const wrong = (change) => JSON.stringify({ ...right, ...change });
  const long = 'x'.repeat(70_000);
  const cases = [
    ['another host', { ...own, host: 'evil.example' }, wrong({}), 403],
    ['a name that leads here', { ...own, host: `localhost.evil.example:${new URL(site.root).port}` }, wrong({}), 403],
    ['another port', { ...own, host: 'localhost:1' }, wrong({}), 403],
    ['another origin', { ...own, origin: 'http://evil.example' }, wrong({}), 403],
    ['a file as origin', { ...own, origin: 'null' }, wrong({}), 403],
    ['an origin over TLS', { ...own, origin: `https://${host}` }, wrong({}), 403],
    ['no origin', without('origin'), wrong({}), 403],
    ['another site, as the browser says', { ...own, 'sec-fetch-site': 'cross-site' }, wrong({}), 403],
    ['no token', without('x-dossier-token'), wrong({}), 403],
    ['an empty token', { ...own, 'x-dossier-token': '' }, wrong({}), 403],
    ['a part of the token', { ...own, 'x-dossier-token': token.slice(1) }, wrong({}), 403],
    ['another token', { ...own, 'x-dossier-token': token.replace(/./g, '0') }, wrong({}), 403],
    ['a form', { ...own, 'content-type': 'application/x-www-form-urlencoded' }, wrong({}), 415],
    ['plain text', { ...own, 'content-type': 'text/plain' }, wrong({}), 415],
    ['no type', without('content-type'), wrong({}), 415],
    ['no JSON', own, '{', 400],
    ['nothing', own, '', 400],
    ['a list', own, '[]', 400],
    ['a key that nobody knows', own, wrong({ file: '../../dossier.yaml' }), 400],
    ['an action that nobody knows', own, wrong({ action: 'delete' }), 400],
    ['a path instead of an article', own, wrong({ article: '../dossier.yaml' }), 404],
    ['an absolute path', own, wrong({ article: '/etc/passwd' }), 404],
    ['the file instead of the page', own, wrong({ article: ARTICLE }), 404],
    ['a page that is no article', own, wrong({ article: 'index.html' }), 404],
    ['an article with a zero byte', own, wrong({ article: `${PAGE}\0` }), 404],
    ['an entity that is a path', own, wrong({ entity: '../../x' }), 400],
    ['an entity that nobody knows', own, wrong({ entity: 'niemand' }), 400],
    ['a quotation that is not there', own, wrong({ text: undefined, quotation: 9999, action: 'quotation' }), 422],
    ['a text that is not there', own, wrong({ text: 'Dieser Satz steht nirgends' }), 422],
    ['an empty text', own, wrong({ text: '' }), 422],
    ['an older version', own, wrong({ version: version.replace(/./g, '0') }), 409],
    ['a note without words', own, wrong({ action: 'note', kind: 'context', note: '  ' }), 400],
    ['a note of no kind', own, wrong({ action: 'note', kind: 'x', note: 'y' }), 400],
    ['more than is read', own, wrong({ note: long }), 413],
  ];
  const before = site.files();
  for (const [name, headers, body, status] of cases) {
    const answer = await ask('POST', '/_dossier/edit', headers, body);
    assert.equal(answer.status, status, `${name}: ${answer.text}`);
    assert.ok(!answer.text.includes(token), `${name}: the token is told`);
  }
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await ask(method, '/_dossier/edit', own, method === 'GET' ? '' : wrong({}));
    assert.equal(answer.status, 405, method);
  }
  assert.equal((await ask('POST', '/_dossier/undo', own)).status, 409, 'there is nothing to take back');
  assert.equal((await ask('GET', `/_dossier/layer/${PAGE}`, { host: 'evil.example' })).status, 403);
  assert.equal((await ask('GET', '/_dossier/layer/..%2f..%2fdossier.yaml', { host })).status, 404);
  assert.deepEqual(site.files(), before, 'nothing was written');
  // All of it failed for its own reason: without it, the same request is granted.
  const granted = await ask('POST', '/_dossier/edit', own, wrong({}));
  assert.equal(granted.status, 200, granted.text);
  assert.deepEqual(site.files().filter((path) => !before.includes(path)), [BESIDE]);
});

test('what somebody else wrote meanwhile is never lost', async () => {
  const host = new URL(site.root).host;
  const layer = async () => JSON.parse((await ask('GET', `/_dossier/layer/${PAGE}`, { host })).text);
  const { token, version } = await layer();
  const own = { host, origin: `http://${host}`, 'x-dossier-token': token, 'content-type': 'application/json' };
  const body = JSON.stringify({ article: PAGE, version, action: 'no-quotation', quotation: 0 });
  site.write(BESIDE, '# von Hand\n');
  const answer = await ask('POST', '/_dossier/edit', own, body);
  assert.equal(answer.status, 409, answer.text);
  assert.equal(site.read(BESIDE), '# von Hand\n');

  // What is taken back is only what this session wrote, as it wrote it.
  let now = version;
  while (now === version) now = (await layer()).version;
  const granted = await ask('POST', '/_dossier/edit', own, body.replace(version, now));
  assert.equal(granted.status, 200, granted.text);
  assert.match(site.read(BESIDE), /^# von Hand\nquotations:\n/);
  site.write(BESIDE, `${site.read(BESIDE)}# noch von Hand\n`);
  const undone = await ask('POST', '/_dossier/undo', own);
  assert.equal(undone.status, 409, undone.text);
  assert.match(site.read(BESIDE), /# noch von Hand\n$/);
});

test('the layer is accessible, and usable on a phone', async () => {
  const { page, dialog, close } = await correcting({ viewport: PHONE });
  await page.locator('.body .q', { hasText: 'Gekauft habe er' }).first().click();
  await dialog.waitFor();
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => window.axe.run(document.querySelector('dossier-desk')));
  assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`), []);
  const box = await dialog.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= PHONE.width, 'the dialog fits the phone');
  await close();
});

test('a built site holds nothing of the layer', () => {
  const built = buildSite();
  try {
    const files = readdirSync(built.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.length > 100);
    for (const entry of files) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const text = readFileSync(path, 'latin1');
      for (const sign of ['/_dossier/', 'dossier-desk', 'dossier-preview', 'X-Dossier-Token']) {
        assert.ok(!text.includes(sign), `${path} holds ${sign}`);
      }
    }
  } finally {
    built.remove();
  }
});
