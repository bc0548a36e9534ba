// The preview in a browser: what an editor saves is seen, where it was, and what is wrong is said.

import { after, afterEach, before, beforeEach, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { launch, open } from './browser.js';
import { DOSSIER } from './site.js';

const ARTICLE = 'content/articles/kai.md';
const LINES = Array.from({ length: 80 }, (_, number) => `Absatz ${number} über den Kai von Haffelde.`);
const text = (title, lines) => `---\ntitle: ${title}\ndate: 2031-03-20\n---\n\n${lines.join('\n\n')}\n`;

let browser, site, server, tab;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

beforeEach(async () => {
  site = mkdtempSync(join(tmpdir(), 'dossier-serve-'));
  save('dossier.yaml', 'title: Haffelder Mappe\nlang: de\n');
  save(ARTICLE, text('Der Kai', LINES));
  save('static/theme/karte.txt', 'Karte von Haffelde');
  server = await serve(site);
  tab = await open(browser, server.origin);
});
afterEach(async () => {
  await tab?.close();
  await server?.end();
  rmSync(site, { recursive: true, force: true });
});

/** Writes a file as many editors do: beside it, and then in its place. */
function save(path, content) {
  const file = join(site, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}~`, content);
  renameSync(`${file}~`, file);
}

/** Runs `dossier serve` until it says where. */
async function serve(root) {
  const child = spawn(DOSSIER, ['serve', '--port', '0', '--root', root], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lines = createInterface({ input: child.stdout });
  const origin = await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const found = line.match(/^(http:\/\/localhost:\d+)\//);
      if (found) resolve(found[1]);
    });
    ended.then(() => reject(new Error('it does not serve')));
  });
  return {
    origin,
    async end() {
      child.kill('SIGINT');
      assert.equal(await ended, 0);
    },
  };
}

const overlay = () => tab.page.locator('dossier-preview .panel');

test('an edit is seen without losing the place', async () => {
  const { page, quiet } = tab;
  await page.goto(`${server.origin}/articles/kai.html`);
  await page.getByText('Absatz 60 über').scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 500, `scrolled to ${before}`);
  const changed = LINES.with(60, 'Der Kai von Haffelde ist fertig.');
  save(ARTICLE, text('Der Kai', changed));
  await page.getByText('Der Kai von Haffelde ist fertig.').waitFor();
  await page.waitForFunction((y) => Math.abs(scrollY - y) <= 2, before);
  assert.ok(await overlay().isHidden());
  quiet();
});

test('an error is said with its file, line and source until it is mended', async () => {
  const { page, quiet } = tab;
  await page.goto(`${server.origin}/articles/kai.html`);
  save(ARTICLE, text('Der Kai', LINES).replace('2031-03-20', '2031-13-45'));
  await overlay().waitFor({ state: 'visible' });
  const said = await overlay().innerText();
  for (const part of ['1 error', `${ARTICLE}:3:`, 'date: 2031-13-45']) assert.ok(said.includes(part), said);
  // The page is the last good one, and readers of screens hear of it.
  assert.ok(await page.getByText('Absatz 3 über').isVisible());
  assert.equal(await overlay().getAttribute('role'), 'alert');
  // Closed by hand it becomes a badge, and comes back on request.
  await page.keyboard.press('Tab');
  await overlay().locator('.close').click();
  await overlay().waitFor({ state: 'hidden' });
  await page.locator('dossier-preview .badge').click();
  await overlay().waitFor({ state: 'visible' });
  save(ARTICLE, text('Der Kai', ['Alles ist wieder gut.', ...LINES]));
  await page.getByText('Alles ist wieder gut.').waitFor();
  await overlay().waitFor({ state: 'hidden' });
  quiet();
});

test('a style sheet is exchanged without a reload', async () => {
  const { page, quiet } = tab;
  await page.goto(`${server.origin}/articles/kai.html`);
  await page.evaluate(() => (window.stays = true));
  const sheet = await page.evaluate(
    () => new URL(document.querySelector('link[rel~="stylesheet"]').href).pathname,
  );
  const loaded = page.waitForResponse((response) => new URL(response.url()).search.includes('state='));
  save(`static${sheet}`, ':root { --exchanged: yes }');
  await loaded;
  await page.waitForFunction(
    () => getComputedStyle(document.documentElement).getPropertyValue('--exchanged').trim() === 'yes',
  );
  assert.equal(await page.evaluate(() => window.stays), true);
  quiet();
});
