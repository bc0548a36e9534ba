// What programs read: feeds, data about the pages, annotations. Parsed by what is strict, and held
// against the specifications, with all addresses whole and below the site's own.

import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { launch, none } from './browser.js';
import { serve } from './server.js';
import { buildSite, redirects } from './site.js';

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

test('every JSON feed has what version 1.1 asks for', () => {
  const wrong = [];
  const json = feeds().filter(([, type]) => type === 'application/feed+json');
  for (const [path] of json) {
    const feed = JSON.parse(site.read(path));
    const must = (holds, what) => holds || wrong.push(`${path}: ${what}`);
    must(feed.version === 'https://jsonfeed.org/version/1.1', feed.version);
    must(typeof feed.title === 'string' && feed.title !== '', 'has a title');
    must(feed.feed_url === BASE + path, `says it is ${feed.feed_url}`);
    must(leads(feed.home_page_url), `belongs to ${feed.home_page_url}`);
    must(Array.isArray(feed.items) && feed.items.length > 0, 'has items');
    const ids = feed.items.map(({ id }) => id);
    must(new Set(ids).size === ids.length, 'gives an id twice');
    for (const item of feed.items) {
      must(typeof item.id === 'string' && item.id !== '', `id ${item.id}`);
      must(leads(item.url), `${item.id}: url ${item.url}`);
      must(typeof (item.content_html ?? item.content_text) === 'string', `${item.id}: has its content`);
      for (const key of ['date_published', 'date_modified']) {
        must(item[key] === undefined || MOMENT.test(item[key]), `${item.id}: ${key} ${item[key]}`);
      }
      must(item.authors === undefined || item.authors.every(({ name }) => name), `${item.id}: authors have names`);
    }
  }
  none(wrong);
  assert.ok(json.length > 0, 'the site has JSON feeds');
});

test('the site, each dossier and each entity have a feed of their own in both forms', () => {
  const named = feeds().map(([path]) => path);
  const wrong = [];
  for (const path of site.pages) {
    const html = site.read(path);
    if (!/<body class="page-(home|dossier|entity)\b/.test(html) || /\.\d+\.html$/.test(path)) continue;
    for (const type of ['application/atom+xml', 'application/feed+json']) {
      if (!html.includes(`<link rel="alternate" type="${type}"`)) wrong.push(`${path} names no ${type}`);
    }
  }
  none(wrong);
  assert.ok(named.length >= 4, named.join(' '));
});

/** What a type must say, as search engines and schema.org ask. Nested nodes that only refer have less. */
const REQUIRED = {
  NewsArticle: ['headline', 'inLanguage', 'url', 'publisher'],
  Quotation: ['text', 'inLanguage'],
  CollectionPage: ['name', 'url', 'inLanguage'],
  WebPage: ['name', 'url', 'inLanguage'],
  ProfilePage: ['mainEntity'],
  WebSite: ['name', 'url'],
  Person: ['name'],
  Organization: ['name'],
  Place: ['name'],
  Event: ['name'],
  Occupation: ['name'],
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name'],
  ItemList: ['numberOfItems'],
  CorrectionComment: ['text'],
};
const ADDRESSES = new Set(['@id', 'url', 'item', 'sameAs', 'mainEntityOfPage', 'archivedAt', 'isBasedOn', 'image', 'contentUrl']);
const DATES = ['datePublished', 'dateModified', 'startDate', 'endDate', 'dateCreated'];

/** Calls `visit` with every node in a JSON-LD value, and the property that it stands under. */
function nodes(value, visit, under) {
  if (Array.isArray(value)) value.forEach((one) => nodes(one, visit, under));
  else if (value !== null && typeof value === 'object') {
    visit(value, under);
    for (const [key, inner] of Object.entries(value)) nodes(inner, visit, key);
  }
}

/** The JSON-LD of a page, each block parsed. */
function linkedData(path) {
  const blocks = site.read(path).matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g);
  return [...blocks].map((block) => JSON.parse(block[1]));
}

/** The nodes that stand at the top of a page's JSON-LD. */
function tops(path) {
  return linkedData(path).flatMap((block) => block['@graph'] ?? block);
}

test('every page says in JSON-LD what it is, with the fields that its type requires', () => {
  const wrong = [];
  const types = new Map();
  for (const path of site.pages) {
    const html = site.read(path);
    if (redirects(html) || path === '404.html' || path.startsWith('embed/')) continue;
    const must = (holds, what) => holds || wrong.push(`${path}: ${what}`);
    const blocks = linkedData(path);
    must(blocks.length > 0, 'has no JSON-LD');
    for (const block of blocks) must(block['@context'] === 'https://schema.org', `context ${block['@context']}`);
    nodes(blocks, (node, under) => {
      const kinds = [node['@type'] ?? []].flat();
      for (const kind of kinds) types.set(kind, (types.get(kind) ?? 0) + 1);
      // What stands in a list or beside another is said in full on its own page.
      const listed = ['subjectOf', 'hasPart', 'workTranslation', 'translationOfWork', 'isPartOf'].includes(under) && kinds.includes('NewsArticle');
      const refers = listed || Object.keys(node).every((key) => ['@id', '@type', 'name', 'headline', 'url', 'sameAs'].includes(key));
      const required = kinds.flatMap((kind) => REQUIRED[kind] ?? []);
      for (const key of required.filter((one) => !refers || one === 'name')) {
        must(node[key] !== undefined && node[key] !== '', `${kinds} ${node['@id'] ?? ''} has no ${key}`);
      }
      for (const key of DATES) must(node[key] === undefined || DATE.test(node[key]), `${key} ${node[key]}`);
      for (const [key, value] of Object.entries(node)) {
        must(value !== null && value !== '' && !(Array.isArray(value) && value.length === 0), `${kinds}: ${key} is empty`);
        if (!ADDRESSES.has(key)) continue;
        for (const one of [value].flat()) must(typeof one === 'object' || leads(one), `${key} is ${one}`);
      }
    });
  }
  none(wrong);
  for (const kind of ['NewsArticle', 'Quotation', 'Person', 'Organization', 'Place', 'CollectionPage', 'BreadcrumbList', 'CorrectionComment', 'WebSite']) {
    assert.ok(types.has(kind), `the site has a ${kind}: ${[...types.keys()]}`);
  }
});

test('what an article says in JSON-LD agrees with its data', () => {
  const wrong = [];
  for (const path of site.pages.filter((one) => /<body class="page-article"/.test(site.read(one)))) {
    const must = (holds, what) => holds || wrong.push(`${path}: ${what}`);
    const data = JSON.parse(site.read(path.replace(/\.html$/, '.json')));
    const article = tops(path).find((node) => node['@type'] === 'NewsArticle');
    must(article?.headline === data.title, `headline ${article?.headline}`);
    must(article?.inLanguage === data.lang, `language ${article?.inLanguage}`);
    must((article?.datePublished ?? null) === data.date, `date ${article?.datePublished}`);
    must(Boolean(article?.isBasedOn) === Boolean(data.source), 'isBasedOn where there is a source');
    const quoted = [article?.hasPart ?? []].flat().filter((node) => node['@type'] === 'Quotation');
    for (const quote of quoted) {
      const id = quote['@id']?.split('#')[1];
      const own = data.quotations.find((one) => one.id === id);
      must(own !== undefined, `${quote['@id']} is no quotation of its data`);
      must(own?.speaker?.slug == null || quote.spokenByCharacter !== undefined, `${id} names no speaker`);
    }
    const crumbs = tops(path).find((node) => node['@type'] === 'BreadcrumbList')?.itemListElement ?? [];
    must(crumbs.length >= 2 && crumbs.every(({ position }, index) => position === index + 1), 'breadcrumbs are numbered');
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
