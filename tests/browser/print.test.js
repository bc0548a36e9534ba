// A dossier and an article on paper: with their notes, addresses and what is folded away on a screen.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { launch, open } from './browser.js';
import { buildSite } from './site.js';

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

/** The words of a page as printed on A4, without the places where lines break. */
async function print(path) {
  const { page, close } = await open(browser, root);
  await page.goto(root + path);
  const pdf = await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } });
  const shown = await page.evaluate(() => {
    const words = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
    return {
      title: document.querySelector('h1').textContent,
      headings: words('main h2'),
      contents: words('nav.contents a'),
      paragraphs: words('.body p'),
      notes: words('.note .prose p, .note-row .prose p'),
      links: [...document.querySelectorAll('.prose a[href^="http"], .facts a[href^="http"]')].map((link) => link.href),
    };
  });
  await close();
  const text = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 });
  return { text: squeeze(text), shown };
}

/** Letters and digits alone: how a line breaks, hyphenates or joins letters is no matter here. */
function squeeze(text) {
  return text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function has(printed, words, what) {
  // A note's number stands in the middle of the words; the pieces between are asked for.
  for (const piece of words.split(/\d+/).map(squeeze).filter((one) => one.length > 12)) {
    assert.ok(printed.includes(piece), `${what} is printed: ${words.trim().slice(0, 80)}`);
  }
}

test('an article prints with its text, its notes and its addresses', async () => {
  const noted = site.pages.filter((path) => /^articles\//.test(path) && /<aside [^>]*class="note/.test(site.read(path)));
  assert.ok(noted.length > 0, 'an article has notes');
  for (const path of noted.slice(0, 3)) {
    const { text, shown } = await print(path);
    has(text, shown.title, 'the title');
    assert.ok(shown.paragraphs.length > 3 && shown.notes.length > 0, `${path} has text and notes`);
    for (const words of shown.notes) has(text, words, `a note of ${path}`);
    for (const words of shown.paragraphs.filter((one) => !/\S\d\s/.test(one))) has(text, words, `a paragraph of ${path}`);
    for (const link of shown.links) assert.ok(text.includes(squeeze(decodeURI(link))) || text.includes(squeeze(link)), `${path} prints ${link}`);
  }
});

test('a dossier prints as one document: contents, figures, every section', async () => {
  const { text, shown } = await print('dossiers/hafen.html');
  has(text, shown.title, 'the title');
  assert.ok(shown.headings.length > 4);
  for (const heading of shown.headings) assert.ok(text.includes(squeeze(heading)), `the section "${heading.trim()}" is printed`);
  assert.ok(shown.contents.length > 4, 'it has a table of contents');
  for (const heading of shown.contents) {
    const times = text.split(squeeze(heading)).length - 1;
    assert.ok(times >= 2, `"${heading.trim()}" stands in the contents and over its section, ${times} times`);
  }
  assert.ok(shown.notes.length > 0, 'it has the notes of its articles');
  for (const words of shown.notes) has(text, words, 'a note');
  for (const link of shown.links) assert.ok(text.includes(squeeze(link)), `it prints ${link}`);
});
