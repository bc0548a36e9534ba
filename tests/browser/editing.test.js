// Correcting in the page: by mouse and by keys, what is written, and that a built site holds nothing of it.

import { after, before, beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
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
  assert.match(site.read(BESIDE), /speaker: tammo-griep\n {4}confirmed: true\n/);

  const other = page.locator('.body .q', { hasText: 'wie andere Leute eine Standuhr' }).first();
  await other.focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  assert.ok(!(await dialog.isVisible()));
  assert.ok(await other.evaluate((one) => one === document.activeElement), 'the focus goes back to where it was');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Verwerfen' }).focus();
  await again(page, () => page.keyboard.press('Enter'));
  assert.equal(await page.locator('.body .q', { hasText: 'wie andere Leute eine Standuhr' }).count(), 0);
  assert.match(site.read(BESIDE), /Standuhr.*\n {4}ignore: true\n/);
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
  await dialog.getByRole('combobox').fill('sassvoort');
  await dialog.getByRole('option').first().click();
  await again(page, () => dialog.getByRole('button', { name: 'Als Name' }).click());
  assert.equal(await page.locator('[data-entity="gerlinde-sassvoort"]', { hasText: 'Die pensionierte Hebamme' }).count(), 1);

  const written = site.read(BESIDE);
  assert.match(written, /^# Notizen der Redaktion\nmentions: # bleibt so\n/);
  assert.match(written, /text: Die pensionierte Hebamme\n {4}entity: gerlinde-sassvoort\n/);
  assert.match(written, /kind: question\n {4}note: Wer hat sie gezählt\?\n {4}by: Red\.\n/);
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
      for (const sign of ['_dossier', 'dossier-desk', 'dossier-preview', 'X-Dossier-Token']) {
        assert.ok(!text.includes(sign), `${path} holds ${sign}`);
      }
    }
  } finally {
    built.remove();
  }
});
