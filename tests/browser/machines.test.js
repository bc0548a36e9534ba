// What programs read: feeds and annotations. Parsed by what is strict, and held
// against the specifications, with all addresses whole and below the site's own.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { launch, none } from './browser.js';
import { serve } from './server.js';
import { buildSite } from './site.js';

const BASE = 'https://example.org/repo/';
/** RFC 3339, and what ISO 8601 lets be known of a date. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

let site, browser, server, page, files;

before(async () => {
  site = buildSite({ baseUrl: BASE });
  files = new Set(readdirSync(site.folder, { recursive: true }).map((path) => path.replaceAll('\\', '/')));
  server = await serve(site.folder, '/repo/');
  browser = await launch();
  page = await browser.newPage({ bypassCSP: true });
  await page.goto(server.root);
});

after(async () => {
  await browser?.close();
  await server?.close();
  site?.remove();
});

/** Whether an address of the site names a file of it, and one of elsewhere is whole. */
function leads(address) {
  if (!/^https?:\/\/[^/\s]+\//.test(address) || !URL.canParse(address)) return false;
  if (!address.startsWith(BASE)) return !address.startsWith('https://example.org/repo');
  const path = decodeURI(address.slice(BASE.length).split('#')[0]);
  return path === '' || files.has(path.endsWith('/') ? `${path}index.html` : path);
}

/** The feeds that pages name in their heads, each once: its media type and its path. */
function feeds() {
  const found = new Map();
  for (const path of site.pages) {
    for (const [link] of site.read(path).matchAll(/<link rel="alternate" type="application\/(?:atom\+xml|feed\+json)"[^>]*>/g)) {
      const target = new URL(link.match(/href="([^"]+)"/)[1], BASE + path).href;
      assert.ok(target.startsWith(BASE), `${path} names the feed ${target}`);
      found.set(target.slice(BASE.length), link.match(/type="([^"]+)"/)[1]);
    }
  }
  return [...found].toSorted();
}

/** A feed as the browser's strict parser of XML reads it. */
function readAtom(text) {
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  const fault = parsed.querySelector('parsererror')?.textContent;
  if (fault) return { fault };
  const atom = 'http://www.w3.org/2005/Atom';
  const children = (element, name) =>
    [...element.children].filter((one) => one.namespaceURI === atom && one.localName === name);
  const common = (element) => ({
    ids: children(element, 'id').map((one) => one.textContent),
    titles: children(element, 'title').map((one) => one.textContent),
    updated: children(element, 'updated').map((one) => one.textContent),
    published: children(element, 'published').map((one) => one.textContent),
    authors: children(element, 'author').map((one) => children(one, 'name').map((name) => name.textContent)),
    links: children(element, 'link').map((one) => ({ rel: one.getAttribute('rel') ?? 'alternate', href: one.getAttribute('href') })),
    texts: [...children(element, 'content'), ...children(element, 'summary')].map((one) => ({
      type: one.getAttribute('type') ?? 'text',
      text: one.textContent,
    })),
  });
  const root = parsed.documentElement;
  return {
    root: `${root.namespaceURI} ${root.localName}`,
    feed: common(root),
    entries: children(root, 'entry').map(common),
    foreign: [...root.querySelectorAll('*')].filter((one) => one.namespaceURI === null).map((one) => one.localName),
  };
}

test('every Atom feed has what RFC 4287 asks for', async () => {
  const atom = feeds().filter(([, type]) => type === 'application/atom+xml');
  assert.ok(atom.length > 0, 'the site has feeds');
  const wrong = [];
  for (const [path] of atom) {
    const found = await page.evaluate(readAtom, site.read(path));
    const must = (holds, what) => holds || wrong.push(`${path}: ${what}`);
    if (found.fault) {
      must(false, found.fault);
      continue;
    }
    must(found.root === 'http://www.w3.org/2005/Atom feed', `is a ${found.root}`);
    must(found.foreign.length === 0, `elements without a namespace: ${found.foreign}`);
    const own = found.feed.links.find(({ rel }) => rel === 'self')?.href;
    must(own === BASE + path, `says it is ${own}`);
    must(found.entries.length > 0, 'has no entry');
    const ids = found.entries.flatMap((entry) => entry.ids);
    must(new Set(ids).size === ids.length, 'gives an id twice');
    for (const part of [found.feed, ...found.entries]) {
      const where = part.ids[0];
      must(part.ids.length === 1 && /^(https?|urn|tag):/.test(where), `id ${part.ids}`);
      must(part.titles.length === 1 && part.titles[0].trim() !== '', `${where}: one title`);
      must(part.updated.length === 1 && MOMENT.test(part.updated[0]), `${where}: updated ${part.updated}`);
      must(part.published.length <= 1 && part.published.every((date) => MOMENT.test(date)), `${where}: published ${part.published}`);
      must(part.authors.every((names) => names.length === 1 && names[0] !== ''), `${where}: an author has one name`);
      must(part.authors.length > 0 || found.feed.authors.length > 0, `${where}: has an author`);
      for (const { href } of part.links) must(leads(href), `${where}: links to ${href}`);
      must(part === found.feed || part.links.some(({ rel }) => rel === 'alternate'), `${where}: leads to a page`);
      for (const { type, text } of part.texts) must(type === 'html' || !/<\w+[\s>]/.test(text), `${where}: ${type} ${text.slice(0, 80)}`);
    }
  }
  none(wrong);
});

/** The plain text of the article that an annotation is about, as code points. */
function plain(source) {
  const path = source.slice(BASE.length).replace(/\.html$/, '.json');
  return [...JSON.parse(site.read(path)).text];
}

test('annotations follow the W3C model, and their selectors select their words', () => {
  const wrong = [];
  const texts = new Map();
  const collection = JSON.parse(site.read('data/annotations.jsonld'));
  assert.equal(collection['@context'], 'http://www.w3.org/ns/anno.jsonld');
  assert.equal(collection.type, 'AnnotationCollection');
  assert.equal(collection.id, `${BASE}data/annotations.jsonld`);
  assert.equal(collection.first.type, 'AnnotationPage');
  const { items } = collection.first;
  assert.equal(items.length, collection.total);
  assert.equal(new Set(items.map(({ id }) => id)).size, items.length, 'every annotation has its own id');
  for (const annotation of items) {
    const must = (holds, what) => holds || wrong.push(`${annotation.id}: ${what}`);
    must(annotation.type === 'Annotation', `type ${annotation.type}`);
    must(annotation.id.startsWith(BASE) && URL.canParse(annotation.id), 'id');
    must(MOTIVATIONS.has(annotation.motivation), `motivation ${annotation.motivation}`);
    must(annotation.created === undefined || DATE.test(annotation.created), `created ${annotation.created}`);
    for (const body of [annotation.body].flat()) {
      must(body.purpose === undefined || MOTIVATIONS.has(body.purpose), `purpose ${body.purpose}`);
      if (body.type === 'TextualBody') must(typeof body.value === 'string' && body.value !== '', 'a body has its text');
      else must(body.type === 'SpecificResource' && leads(body.source), `body ${JSON.stringify(body)}`);
    }
    const { source, selector } = annotation.target;
    must(leads(source), `source ${source}`);
    if (!texts.has(source)) texts.set(source, plain(source));
    const text = texts.get(source);
    const quote = selector.find(({ type }) => type === 'TextQuoteSelector');
    const position = selector.find(({ type }) => type === 'TextPositionSelector');
    must(quote?.exact.length > 0 && position?.end > position?.start, 'has both selectors');
    if (!quote || !position) continue;
    const { start, end } = position;
    const [exact, prefix, suffix] = [quote.exact, quote.prefix ?? '', quote.suffix ?? ''];
    must(text.slice(start, end).join('') === exact, `selects "${text.slice(start, end).join('')}" for "${exact}"`);
    must(text.slice(0, start).join('').endsWith(prefix), `prefix "${prefix}"`);
    must(text.slice(end).join('').startsWith(suffix), `suffix "${suffix}"`);
  }
  none(wrong);
  assert.ok(items.length > 50, `only ${items.length}`);
});

/** The motivations of the Web Annotation Vocabulary. */
const MOTIVATIONS = new Set([
  'assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing', 'highlighting',
  'identifying', 'linking', 'moderating', 'questioning', 'replying', 'tagging',
]);
