// The search: a field over titles, names and quotations. It opens by the link in the header or by "/".
// Data are fetched on first use, as scripts: a page opened from a folder may load nothing else.
(() => {
  'use strict';
  const root = new URL('../', document.currentScript.src).href;
  const lang = document.documentElement.lang;
  const MOST = { page_articles: 6, page_quotes: 4, page_tags: 2, page_sources: 2 };
  const loading = {};
  let words, items, quotations;

  /** An element with attributes and what stands in it. */
  const make = (name, attributes, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };

  /** Loads a script of the site once. */
  const load = (path) => (loading[path] ??= new Promise((resolve, reject) => {
    const script = make('script', { src: root + path });
    script.onload = resolve;
    script.onerror = () => {
      delete loading[path];
      reject(new Error(path));
    };
    document.head.append(script);
  }));

  /** A text by its bare letters: Müller, Mueller and Muller are one; so are Weiß and Weiss. */
  const fold = (text) => text.toLowerCase().replace(/['’\u00ad]/g, '').normalize('NFD').replace(/\p{M}/gu, '')
    .replace(/[ßøłđæœı]/g, (c) => ({ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'a', œ: 'o', ı: 'i' })[c])
    .replace(/([aou])e/g, '$1').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

  /** The address that follows from a title; src/render/search/group.rs says the same. */
  const expected = (title) => title.replace(/['’]/g, '')
    .replace(/[A-ZÄÖÜ]/g, (c) => c.toLowerCase())
    .replace(/[äöüß]/g, (c) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[c])
    .replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

  const month = (text) => text.length < 7 ? text
    : new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(text));

  /** Takes the index; data/search.js calls it. */
  const index = (data) => {
    words = data.words[lang] ?? data.words.en;
    quotations = data.quotes.all;
    items = [];
    const articles = [];
    for (const group of data.groups) {
      if (!group.t) continue;
      const [names, months] = [group.s.split('\n'), (group.d ?? '').split('\n')];
      group.t.split('\n').forEach((title, at) => {
        const [, same, rest] = /^(\d+) (.*)$/.exec(names[at]) ?? [];
        const name = rest === undefined ? expected(title) : expected(title).slice(0, same) + rest;
        const item = { kind: group.k, title, url: `${root}${group.f}${name}.html`, month: months[at] };
        items.push(item);
        if (group.k === 'page_articles') articles.push(item);
      });
    }
    let article = 0;
    if (data.quotes.t) {
      data.quotes.t.split('\n').forEach((title, at) => {
        article += data.quotes.a[at];
        const { url, title: note } = articles[article];
        items.push({ kind: 'page_quotes', title, url: `${url}#q-${data.quotes.n[at]}`, note });
      });
    }
    for (const item of items) item.folded = ` ${fold(item.title)}`;
  };

  /** What every word of a query begins a word of, or stands in; by kind, the best first. */
  const find = (query, most) => {
    const asked = fold(query).split(' ').filter(Boolean);
    const groups = new Map();
    if (!asked.length) return groups;
    for (const item of items) {
      let score = 0;
      for (const word of asked) {
        const begins = item.folded.includes(` ${word}`);
        if (!begins && (word.length < 3 || !item.folded.includes(word))) {
          score = -1;
          break;
        }
        score += begins ? 2 : 1;
      }
      if (score < 0) continue;
      if (item.folded.startsWith(` ${asked[0]}`)) score += 1;
      if (item.folded === ` ${asked.join(' ')}`) score += 4;
      if (!groups.has(item.kind)) groups.set(item.kind, []);
      groups.get(item.kind).push([score, item]);
    }
    for (const [kind, found] of groups) {
      found.sort(([a], [b]) => b - a); // stable: the rank of the index decides among equals
      groups.set(kind, found.slice(0, most ?? MOST[kind] ?? 4).map(([, item]) => item));
    }
    return groups;
  };

  const blank = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const number = (n) => new Intl.NumberFormat(lang).format(n);
  const counted = (n) => blank(n === 1 ? words.search_count_one : words.search_count, { n: number(n) });

  /** What a result says beside its title. */
  const noteOf = (item) => item.note ?? (item.month ? month(item.month) : '');

  const link = document.querySelector('[data-search]');
  const field = document.querySelector('[data-search-field]');
  let dialog, input, list, status, active;

  const build = () => {
    const label = link.textContent.trim();
    input = make('input', {
      type: 'text', role: 'combobox', 'aria-label': label, 'aria-expanded': 'false', 'aria-controls': 'search-list',
      'aria-autocomplete': 'list', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
      enterkeyhint: 'go', placeholder: link.dataset.hint,
    });
    const close = make('button', { type: 'button', class: 'search-close', 'aria-label': link.dataset.close }, '×');
    list = make('div', { role: 'listbox', id: 'search-list', 'aria-label': label });
    status = make('p', { role: 'status', class: 'search-status' });
    dialog = make('dialog', { class: 'search', 'aria-label': label }, make('div', { class: 'search-bar' }, input, close), list, status);
    document.body.append(dialog);
    close.addEventListener('click', () => dialog.close());
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog || event.target.closest('a')) dialog.close();
    });
    input.addEventListener('input', show);
    input.addEventListener('keydown', keys);
  };

  const choose = (option) => {
    active?.removeAttribute('aria-selected');
    active = option;
    active?.setAttribute('aria-selected', 'true');
    active?.scrollIntoView({ block: 'nearest' });
    if (active) input.setAttribute('aria-activedescendant', active.id);
    else input.removeAttribute('aria-activedescendant');
  };

  const option = (title, url, note, kind) => make('a', { role: 'option', href: url, tabindex: '-1', class: kind },
    make('bdi', {}, title), ...(note ? [' ', make('span', { class: 'number' }, note)] : []));

  const show = () => {
    const query = input.value.trim();
    const groups = items && query ? find(query) : new Map();
    const sections = [];
    let count = 0;
    const section = (title, options) => {
      const id = `search-group-${sections.length}`;
      sections.push(make('div', { role: 'group', 'aria-labelledby': id }, make('div', { id, class: 'search-kind' }, title), ...options));
    };
    for (const [kind, found] of groups) {
      count += found.length;
      section(words[kind], found.map((item) => option(item.title, item.url, noteOf(item), kind)));
    }
    if (items && query) {
      const hash = `#q=${encodeURIComponent(query)}`;
      const more = [option(blank(words.search_everywhere, { q: query }), `${root}search.html${hash}`)];
      if (quotations) more.unshift(option(blank(words.search_quotes, { q: query, n: number(quotations) }), `${root}quotes/index.html${hash}`));
      section(link.textContent.trim(), more);
    }
    list.replaceChildren(...sections);
    const options = [...list.querySelectorAll('[role=option]')];
    options.forEach((element, at) => { element.id = `search-${at}`; });
    input.setAttribute('aria-expanded', String(options.length > 0));
    status.textContent = !items || !query ? '' : count ? counted(count) : blank(words.search_none, { q: query });
    active = undefined;
    choose(options[0]);
  };

  const keys = (event) => {
    const options = [...list.querySelectorAll('[role=option]')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      choose(options[(options.indexOf(active) + step + options.length) % options.length]);
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      active.click();
    }
  };

  const prepare = () => {
    if (!document.querySelector('link[href$="theme/tools.css"]')) {
      document.head.append(make('link', { rel: 'stylesheet', href: `${root}theme/tools.css` }));
    }
    return load('data/search.js');
  };

  const open = () => {
    if (field) return field.focus();
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.select();
    prepare().then(show, () => { status.textContent = link.dataset.failed; });
  };

  window.dossier = { root, load, fold, make, index, find, blank, number, counted, noteOf, words: () => words };
  if (!link) return;
  link.setAttribute('aria-keyshortcuts', '/');
  link.addEventListener('pointerenter', () => prepare().catch(() => {}), { once: true });
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select, [contenteditable]')) return;
    event.preventDefault();
    open();
  });
})();
