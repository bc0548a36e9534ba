// What a reader has to load, compressed as a server would.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { none } from './browser.js';
import { buildSite } from './site.js';

const KB = 1024;

let site;
before(() => {
  site = buildSite();
});
after(() => site?.remove());

/** How many bytes a file of the site has, compressed. */
function weight(path) {
  return gzipSync(readFileSync(join(site.folder, path))).length;
}

/** The files of the theme that end so; data that a script asks for lies elsewhere. */
function theme(...endings) {
  const files = readdirSync(join(site.folder, 'theme'), { recursive: true });
  return files.filter((name) => endings.some((ending) => name.endsWith(ending))).map((name) => `theme/${name}`);
}

/** What the files weigh together. */
function together(paths) {
  return paths.reduce((sum, path) => sum + weight(path), 0);
}

test('an article is at most 40 KB', () => {
  const articles = site.pages.filter((path) => /<body class="page-article\b/.test(site.read(path)));
  assert.ok(articles.length > 10);
  none(articles.map((path) => [path, weight(path)]).filter(([, size]) => size > 40 * KB).map(String));
});

test('no other page of the demonstration is heavier than twice an article', () => {
  none(site.pages.map((path) => [path, weight(path)]).filter(([, size]) => size > 80 * KB).map(String));
});

test('the theme is at most 25 KB of styles, 15 KB of scripts, 60 KB of fonts', () => {
  const styles = theme('.css');
  assert.ok(styles.length > 0);
  assert.ok(together(styles) <= 25 * KB, `${together(styles)} bytes of styles`);
  assert.ok(together(theme('.js')) <= 15 * KB, `${together(theme('.js'))} bytes of scripts`);
  const fonts = theme('.woff2', '.woff', '.ttf', '.otf');
  assert.ok(together(fonts) <= 60 * KB, `${together(fonts)} bytes of fonts`);
});
