// The page to search on: titles, names and quotations at once, and the full text where there is an index
// of it. The address holds what was searched for.
(() => {
  'use strict';
  const box = document.querySelector('.lookup');
  if (!box || !window.dossier) return;
  const { root, load, make, find, noteOf, counted, blank, number } = window.dossier;
  const say = box.dataset;
  const field = box.querySelector('input');
  const status = box.querySelector('[role=status]');
  const quick = document.getElementById('quick-results');
  const full = document.getElementById('full-text');
  const STEP = 10;

  const showQuick = async (query) => {
    try {
      await load('data/search.js');
    } catch {
      status.textContent = say.failed;
      return;
    }
    const words = window.dossier.words();
    let count = 0;
    const sections = [...find(query, 20)].map(([kind, found]) => {
      count += found.length;
      const rows = found.map((item) => make('li', {}, make('a', { href: item.url }, make('bdi', {}, item.title)), ' ',
        make('span', { class: 'number' }, noteOf(item))));
      return make('section', {}, make('h2', {}, words[kind]), make('ul', { class: 'ranking' }, ...rows));
    });
    quick.replaceChildren(...sections);
    status.textContent = !query ? '' : count ? counted(count) : blank(words.search_none, { q: query });
  };

  // Full text

  const [form, fullStatus, list, more] = full
    ? ['form', '[role=status]', 'ul', 'button'].map((selector) => full.querySelector(selector)) : [];
  let engine, run = 0;

  /** The engine with the texts of all languages, and its filters. */
  const prepare = () => (engine ??= (async () => {
    const pagefind = await import(new URL(say.fullText, location.href).href);
    await pagefind.options({ excerptLength: 30 });
    await pagefind.init(document.documentElement.lang);
    const others = say.languages.split(' ').filter((lang) => lang !== document.documentElement.lang);
    for (const language of others) {
      await pagefind.mergeIndex(`${root}pagefind/`, { language }).catch(() => {});
    }
    const filters = await pagefind.filters();
    for (const key of ['person', 'dossier', 'source', 'year']) {
      const values = Object.entries(filters[key] ?? {});
      if (values.length < 2) continue;
      if (key === 'year') values.sort(([a], [b]) => b.localeCompare(a));
      else values.sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
      const options = values.slice(0, 300).map(([value, n]) => make('option', { value }, `${value} (${number(n)})`));
      const id = `full-${key}`;
      form.append(make('p', {}, make('label', { for: id }, say[key]),
        make('select', { id, name: key }, make('option', { value: '' }, say.any), ...options)));
    }
    return pagefind;
  })().catch((error) => {
    engine = undefined;
    throw error;
  }));

  /** An excerpt: the engine escapes the text and sets marks around what was found. */
  const excerpt = (html) => html.split(/<\/?mark>/).map((part, at) => {
    const text = new DOMParser().parseFromString(`<p>${part}`, 'text/html').body.textContent;
    return at % 2 ? make('mark', {}, text) : text;
  });

  const append = async (results, mine) => {
    const from = list.children.length;
    const data = await Promise.all(results.slice(from, from + STEP).map((result) => result.data()));
    if (mine !== run) return;
    list.append(...data.map(({ raw_url: path, url, meta, excerpt: html, filters }) => make('li', { class: 'row' },
      make('h3', { class: 'row-title' }, make('a', { href: root + (path ?? url).replace(/^\/+/, '') }, make('bdi', {}, meta.title ?? ''))),
      make('p', { class: 'meta' }, ...[meta.date, filters?.source?.[0]].filter(Boolean).map((text) => make('span', {}, text))),
      make('p', { class: 'summary', dir: 'auto' }, ...excerpt(html)))));
    more.hidden = list.children.length >= results.length;
    more.textContent = blank(say.more, { n: number(Math.min(STEP, results.length - list.children.length)) });
  };

  const showFull = async (query) => {
    if (!full) return;
    const mine = run += 1;
    full.hidden = !query;
    if (!query) return;
    if (location.protocol === 'file:') {
      fullStatus.textContent = say.noServer;
      return;
    }
    fullStatus.textContent = say.searching;
    let pagefind;
    try {
      pagefind = await prepare();
    } catch {
      fullStatus.textContent = say.missing;
      return;
    }
    const filters = {};
    for (const [key, value] of new FormData(form)) if (value) filters[key] = value;
    const { results } = await pagefind.search(query, { filters });
    if (mine !== run) return;
    list.replaceChildren();
    fullStatus.textContent = !results.length ? blank(say.none, { q: query })
      : blank(results.length === 1 ? say.one : say.other, { n: number(results.length) });
    more.onclick = async () => {
      const from = list.children.length;
      await append(results, mine);
      list.children[from]?.querySelector('a')?.focus();
    };
    await append(results, mine);
  };

  const asked = () => new URLSearchParams(location.hash.slice(1)).get('q') ?? '';
  let timer;
  const search = (later) => {
    const query = field.value.trim();
    showQuick(query);
    clearTimeout(timer);
    timer = setTimeout(() => showFull(query), later);
  };
  field.addEventListener('input', () => {
    location.replace(`#${new URLSearchParams({ q: field.value.trim() })}`);
    search(250);
  });
  form?.addEventListener('change', () => showFull(field.value.trim()));
  form?.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', () => {
    if (asked() === field.value.trim() || !location.hash.includes('q=')) return;
    field.value = asked();
    search(0);
  });
  box.hidden = false;
  field.value = asked();
  if (asked()) search(0);
  else field.focus();
})();
