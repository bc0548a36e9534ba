// No text of an article, dossier or entity runs as a script, wherever it stands: with the policy of
// the pages switched off, as the first line of defence is that nothing of it becomes markup.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inParallel, launch, none } from './browser.js';
import { serve } from './server.js';
import { buildSite, kinds } from './site.js';
import { vectors } from './vectors.js';

/** So many pages are read at once in one window. */
const FRAMES = 24;

/** The smallest picture. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

let source, site, browser, server;

before(async () => {
  source = mkdtempSync(join(tmpdir(), 'dossier-vectors-'));
  const list = vectors();
  assert.ok(list.length >= 1000, `${list.length} vectors`);
  write('dossier.yaml', configuration());
  write('content/entities.yaml', list.map(entity).join(''));
  write('content/articles/x.png', Buffer.from(PIXEL, 'base64'));
  list.forEach((vector, n) => write(`content/articles/${fileName(vector, n)}.md`, article(vector, n)));
  for (let n = 0; n < list.length; n += 64) write(`content/dossiers/d-${n / 64}.md`, dossier(list.slice(n, n + 64), n / 64));
  site = buildSite({ source });
  writeFileSync(join(site.folder, 'proof.html'), '<!DOCTYPE html><title>x</title><p>x<script>__ran(1)</script>');
  server = await serve(site.folder, '/');
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
  site?.remove();
  if (source) rmSync(source, { recursive: true, force: true });
});

function write(path, text) {
  mkdirSync(dirname(join(source, path)), { recursive: true });
  writeFileSync(join(source, path), text);
}

/** Text for YAML: a string of JSON is one. */
function yaml(text) {
  return JSON.stringify(text);
}

function configuration() {
  const text = yaml('</title><script>__ran(1)</script><img src=x onerror=__ran(1)>');
  return `title: ${text}\ndescription: ${text}\nauthor: ${text}\nbase_url: https://example.org/\nlang: de\n`;
}

/** A file can be called by most vectors too. */
function fileName(vector, n) {
  const name = vector.replaceAll(/[/\0-\x1f\\]/g, '');
  return `${n} ${name}`.slice(0, 80).trim();
}

/** A speaker whose name, alias, description and office are the vector. */
function entity(vector, n) {
  return `e-${n}:
  name: ${yaml(`${vector} ${n}`)}
  type: person
  aliases: [${yaml(`Alias${n} ${vector}`)}]
  description: ${yaml(vector)}
  roles: [{title: ${yaml(vector)}, from: 2020}]
  links: [{title: ${yaml(vector)}, url: ${yaml(`https://example.org/?${encodeURIComponent(vector)}`)}}]
`;
}

/** An article with the vector in every place that a writer fills. */
function article(vector, n) {
  return `---
title: ${yaml(vector)}
slug: a-${n}
date: 2031-03-${String((n % 28) + 1).padStart(2, '0')}
summary: ${yaml(vector)}
authors: [${yaml(vector)}]
dossiers: [d-${Math.floor(n / 64)}]
tags: [${yaml(`${vector} ${n}`)}]
source: {name: ${yaml(`${vector} ${n % 40}`)}, url: ${yaml(`https://example.org/#"'><script>__ran(1)</script>`)}, author: ${yaml(vector)}, licence: ${yaml(vector)}}
quotations: [{text: Das bleibt so ${n}, speaker: e-${n}}]
mentions: [{text: Eins ${n}, entity: e-${n}}, {text: Zwei ${n}, entity: e-${Math.max(n - 1, 0)}}]
annotations: [{text: Anker ${n}, kind: question, note: ${yaml(vector)}, by: ${yaml(vector)}}]
corrections: [{date: 2031-04-01, note: ${yaml(vector)}, by: ${yaml(vector)}}]
---

Ein Anker ${n} steht hier, neben Eins ${n} und Zwei ${n}. „Das bleibt so ${n}“, hieß es dort.[^1]

[^1]: ${vector}

${vector}

„Vorher ${vector} nachher“, sagte Ute Lamm.

# ${vector} { onclick=__ran(1) }

* ${vector}

| a | b |
|---|---|
| ${vector.replaceAll('|', '\\|')} | c |

\`\`\`html ${vector.replaceAll(/[`\n]/g, '')}
${vector}
\`\`\`

[x]: javascript:__ran(1)
[x] und \`${vector.replaceAll('`', '')}\` und ![${vector.replaceAll(']', '')}](x.png "${vector.replaceAll('"', '')}")
`;
}

function dossier(list, number) {
  const events = list.map((vector) => `  - {date: 2031-02-11, title: ${yaml(vector)}, note: ${yaml(vector)}, url: https://example.org/}`);
  return `---
title: ${yaml(`${list[0]} ${number}`)}
slug: d-${number}
summary: ${yaml(list[1] ?? list[0])}
events:
${events.join('\n')}
---

${list.join('\n\n')}
`;
}

/** Reads pages in frames of one window, so many at once, and says where something ran. */
async function run(pages, { hidden }) {
  const ran = [];
  let read = 0;
  const groups = [];
  for (let n = 0; n < pages.length; n += FRAMES) groups.push(pages.slice(n, n + FRAMES));
  await inParallel(groups, async (group) => {
    const context = await browser.newContext({ bypassCSP: true });
    await context.exposeFunction('__report', (where) => ran.push(where));
    await context.addInitScript(() => {
      const report = () => globalThis.__report(decodeURI(location.href));
      Object.assign(globalThis, { __ran: report, alert: report, confirm: report, prompt: report });
    });
    const page = await context.newPage();
    await page.goto(`${server.root}robots.txt`);
    const shown = await page.evaluate(
      async ([addresses, style]) => {
        const frames = addresses.map((address) => {
          const frame = document.createElement('iframe');
          const done = new Promise((resolve) => (frame.onload = () => resolve(frame.contentDocument?.querySelector('body > *'))));
          Object.assign(frame, { src: address, style });
          document.body.append(frame);
          return done;
        });
        return (await Promise.all(frames)).filter(Boolean).length;
      },
      [group.map((path) => server.root + encodeURI(path)), hidden ? 'display: none' : ''],
    );
    read += shown;
    if (!hidden) for (const frame of page.frames()) await frame.evaluate(touch);
    await context.close();
  });
  none([...new Set(ran)]);
  assert.ok(read > pages.length * 0.99, `${read} of ${pages.length} pages were read`);
}

/** Opens, focuses and clicks what reacts to it. */
function touch() {
  document.querySelectorAll('details').forEach((one) => (one.open = true));
  for (const one of document.querySelectorAll('[autofocus], [onclick], [tabindex], summary, button')) {
    one.focus();
    if (one.matches('[onclick], summary, button')) one.click();
  }
}

test('a script that is meant to run is seen', async () => {
  await assert.rejects(run(['robots.txt', 'proof.html'], { hidden: true }), /proof\.html/);
});

test('no vector runs in the page of an article, or in any sixteenth other page, with the policy off', async () => {
  const pages = site.pages.filter((path) => path !== '404.html' && path !== 'proof.html');
  const articles = pages.filter((path) => path.startsWith('articles/a-'));
  assert.ok(articles.length >= 1000, `${articles.length} articles`);
  const others = pages.filter((path) => !path.startsWith('articles/a-')).filter((_, n) => n % 16 === 0);
  await run([...articles, ...others], { hidden: true });
});

test('none runs where a reader opens, focuses and clicks what there is', async () => {
  const seen = [...kinds(site).values()].filter((path) => path !== '404.html' && path !== 'proof.html');
  const articles = site.pages.filter((path) => path.startsWith('articles/a-')).filter((_, n) => n % 20 === 0);
  await run([...seen, ...articles], { hidden: false });
});

/** A page of the site with the policy off, and what ran in it. */
async function unguarded() {
  const context = await browser.newContext({ bypassCSP: true });
  const ran = [];
  await context.exposeFunction('__ran', () => ran.push('a vector'));
  await context.addInitScript(() => Object.assign(globalThis, { alert: globalThis.__ran, confirm: globalThis.__ran, prompt: globalThis.__ran }));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return { page, ran, close: () => context.close() };
}

test('none runs in the network of a dossier, nor when its names are pointed at', async () => {
  const { page, ran, close } = await unguarded();
  await page.goto(`${server.root}dossiers/d-0.html`);
  const names = await page.locator('svg.network .node text').allTextContents();
  assert.ok(names.length > 20 && names.some((name) => name.includes('<')), `a network of ${names.length} names`);
  assert.equal(await page.locator('svg.network :not(g, line, a, circle, rect, path, text)').count(), 0);
  for (const node of (await page.locator('svg.network .node').all()).slice(0, 20)) await node.focus();
  await page.locator('.network-table summary').click();
  assert.deepEqual(ran, []);
  await close();
});

test('none runs in what the filters of the quotations write', async () => {
  const { page, ran, close } = await unguarded();
  await page.goto(`${server.root}quotes/index.html`);
  for (const words of ['das bleibt so', 'ran']) {
    await page.fill('#filter-q', words);
    await page.locator('#found-quotes > li, #no-quotes:not([hidden])').first().waitFor();
  }
  await page.fill('#filter-q', 'bleibt');
  await page.fill('#filter-speaker', 'onerror');
  await page.waitForFunction(() => document.querySelector('#found-quotes [data-part=speaker]')?.textContent.includes('onerror'));
  await page.selectOption('#filter-source', { index: 1 }).catch(() => {});
  const foreign = await page.locator('#found-quotes :is(img, svg, script, iframe, video, [onerror], [onload])').count();
  assert.equal(foreign, 0);
  assert.deepEqual(ran, []);
  await close();
});

test('none runs in what the search finds, in its dialog or on its page', async () => {
  const { page, ran, close } = await unguarded();
  const words = ['onerror', 'script', '<img src=x onerror=__ran(1)>', '"><svg onload=__ran(1)>'];
  await page.goto(`${server.root}index.html`);
  await page.keyboard.press('/');
  const field = page.getByRole('dialog').getByRole('combobox');
  for (const query of words) {
    await field.fill(query);
    await page.getByRole('option').first().waitFor();
  }
  assert.ok(await page.getByRole('option').filter({ hasText: '<' }).count() > 0, 'vectors are found');
  for (const query of words) {
    await page.goto(`${server.root}search.html#q=${encodeURIComponent(query)}`);
    await page.reload();
    await page.locator('#quick-results a, [role=status]:not(:empty)').first().waitFor();
    assert.equal(await page.locator('main :is(img, iframe, video, [onerror], [onload])').count(), 0);
  }
  assert.deepEqual(ran, []);
  await close();
});

/** The elements, attributes and addresses of pages that would run something. */
function harmful(pages) {
  const own = /^[\w./-]+\.js$/;
  const foreign = ['iframe', 'object', 'embed', 'base', 'style', 'template', 'math', 'script', 'noscript'];
  const leads = ['href', 'src', 'action', 'formaction', 'xlink:href', 'srcset', 'poster', 'data'];
  const bad = [];
  for (const [path, html] of pages) {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    for (const element of parsed.querySelectorAll('*')) {
      const name = element.localName;
      const known =
        // The theme's own: the shape of a result, and what a reader without scripts is told.
        element.matches('template#quote-row, main noscript') ||
        name === 'script' && (element.type === 'application/ld+json' || own.test(element.getAttribute('src') ?? ''));
      if (foreign.includes(name) && !known) bad.push(`${path}: ${name}`);
      for (const { name: key, value } of element.attributes) {
        const runs = /^[\u0000-\u0020]*(javascript|vbscript|data|view-source|feed|blob):/i.test(value);
        if (key.startsWith('on') || (leads.includes(key) && runs)) bad.push(`${path}: ${key}=${value}`);
      }
    }
  }
  return bad;
}

test('no page at all has an element, attribute or address that would run something', async () => {
  const page = await browser.newPage({ bypassCSP: true });
  await page.goto(`${server.root}robots.txt`);
  const wrong = [];
  const pages = site.pages.filter((path) => path !== 'proof.html').map((path) => [path, site.read(path)]);
  for (let n = 0; n < pages.length; n += 64) wrong.push(...(await page.evaluate(harmful, pages.slice(n, n + 64))));
  none(wrong);
  await page.close();
});

test('a feed opened by itself runs nothing either', async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const ran = [];
  await context.exposeFunction('__ran', () => ran.push('a feed'));
  const page = await context.newPage();
  for (const path of ['feed.xml', 'sitemap.xml', 'dossiers/d-0.xml', 'people/e-0.xml']) {
    const answer = await page.goto(server.root + path).catch(() => undefined);
    if (answer?.status() === 200) assert.equal(await page.evaluate(() => document.querySelectorAll('parsererror').length), 0, path);
  }
  assert.deepEqual(ran, []);
  await context.close();
});
