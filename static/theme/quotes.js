// The filters of the quotations. Without this script their pages are lists. The state of the filters
// is the address, so that a view can be linked and the way back leads to it.
(() => {
  'use strict';
  const form = document.querySelector('[data-quotes]');
  if (!form || !window.dossier) return;
  const { root, load, fold, number, blank } = window.dossier;
  const STEP = 50;
  const [parts, quotes] = [[], []];
  const say = form.dataset;
  const status = form.querySelector('[role=status]');
  const plain = document.getElementById('all-quotes');
  const found = document.getElementById('found-quotes');
  const more = document.getElementById('more-quotes');
  const none = document.getElementById('no-quotes');
  const row = document.getElementById('quote-row');
  const labels = {};
  let shared, matches = [], ready;

  for (const select of form.querySelectorAll('select')) {
    for (const option of select.options) labels[option.value] = option.dataset.title;
  }

  /** Takes the data; data/quotes.js and its parts call it. */
  window.dossier.quotes = (data) => {
    if (data.part) parts[data.part - 1] = data;
    else shared = data;
  };

  /** Loads all quotations, one part after the other, and prepares each while the next is on its way. */
  const prepare = () => (ready ??= (async () => {
    status.textContent = say.loading;
    await load('data/quotes.js');
    const names = document.getElementById('quote-speakers');
    names.append(...shared.speakers.slice(0, 500).map(([name]) => new Option(name)));
    shared.folded = shared.speakers.map(([name]) => fold(name));
    const loads = Array.from({ length: shared.parts }, (_, at) => load(`data/quotes.${at + 1}.js`));
    for (let at = 0; at < shared.parts; at += 1) {
      await loads[at];
      for (const quote of parts[at].quotes) quotes.push({ quote, article: parts[at].articles[quote[0]], text: fold(quote[6]) });
      await new Promise((resolve) => setTimeout(resolve));
    }
  })().catch(() => {
    ready = undefined;
    throw new Error(say.failed);
  }));

  const state = () => {
    const values = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value.trim()) values.set(key, value.trim());
    return values;
  };

  /** The quotations that pass every filter. */
  const filter = (values) => {
    const words = fold(values.get('q') ?? '').split(' ').filter(Boolean);
    const [kind, act] = [values.get('kind'), values.get('act')];
    const [from, to] = [values.get('from') ?? '', values.get('to') ?? '9999'];
    const dated = values.has('from') || values.has('to');
    const dossier = values.has('dossier') ? shared.dossiers.indexOf(values.get('dossier')) : null;
    const source = values.has('source') ? shared.sources.indexOf(values.get('source')) : null;
    let speakers = null;
    if (values.has('speaker')) {
      const name = fold(values.get('speaker'));
      const exact = shared.folded.map((other) => other === name);
      speakers = exact.includes(true) ? exact : shared.folded.map((other) => other.includes(name));
    }
    return quotes.filter(({ quote, article, text }) => {
      if (speakers && !(quote[2] !== null && speakers[quote[2]])) return false;
      if (kind && quote[3] !== kind) return false;
      if (act && quote[4] !== act) return false;
      if (dossier !== null && !article[7].includes(dossier)) return false;
      if (source !== null && article[5] !== source) return false;
      if (dated) {
        const year = article[3]?.slice(0, 4);
        if (!year || year < from || year > to) return false;
      }
      return words.every((word) => text.includes(word));
    });
  };

  /** One quotation, as the template in the page shows it. */
  const show = ({ quote, article }) => {
    const [, n, who, kind, act, flags, text] = quote;
    const [slug, title, lang, iso, date, , source] = article;
    const copy = row.content.cloneNode(true);
    const part = (name) => copy.querySelector(`[data-part=${name}]`);
    const fill = (name, value) => {
      if (value) part(name).textContent = value;
      else part(name).remove();
    };
    const item = copy.querySelector('li');
    item.classList.add(`quote-${kind}`);
    const [name, , page] = shared.speakers[who] ?? [];
    if (page) part('speaker').href = root + page;
    if (name) part('speaker').textContent = name;
    fill('act', labels[act]);
    fill('date', date);
    if (iso) part('date').dateTime = iso;
    fill('kind', kind !== 'direct' && labels[kind]);
    if (!(flags & 1)) part('partial').remove();
    if (flags & 2) item.classList.add('quote-uncertain');
    else part('uncertain').remove();
    fill('source', source);
    part('words').lang = lang;
    part('words').firstElementChild.textContent = text;
    part('article').textContent = title;
    part('article').lang = lang;
    part('link').href = `${root}articles/${slug}.html#q-${n}`;
    const cite = part('cite');
    if (cite) cite.href = `${root}embed/${slug}.html#q-${n}`;
    return copy;
  };

  const append = () => {
    const from = found.children.length;
    const next = matches.slice(from, from + STEP);
    found.append(...next.map(show));
    more.hidden = found.children.length >= matches.length;
    more.textContent = blank(say.more, { n: number(Math.min(STEP, matches.length - found.children.length)) });
    return found.children[from];
  };

  const update = async () => {
    const values = state();
    const filtered = [...values.keys()].length > 0;
    if (filtered) {
      try {
        await prepare();
      } catch (error) {
        status.textContent = error.message;
        return;
      }
      if (state().toString() !== values.toString()) return; // typed on meanwhile
      matches = filter(values);
    } else matches = [];
    plain.hidden = filtered;
    found.replaceChildren();
    more.hidden = true;
    none.hidden = !filtered || matches.length > 0;
    status.textContent = !filtered ? '' : blank(matches.length === 1 ? say.one : say.other, { n: number(matches.length) });
    if (matches.length) append();
  };

  /** Sets the filters as the address says. */
  const read = () => {
    const values = new URLSearchParams(location.hash.slice(1));
    for (const field of form.elements) {
      if (field.name) field.value = values.get(field.name) ?? '';
    }
    update();
  };

  let written = location.hash;
  /** Writes the filters into the address; a letter more in a field is no step of its own. */
  const write = (step) => {
    const hash = `#${state()}`;
    if (hash === (location.hash || '#')) return;
    written = hash;
    if (step) location.hash = hash;
    else location.replace(hash);
  };

  let typing = false;
  form.addEventListener('input', (event) => {
    const text = event.target.matches('input');
    write(!text || !typing);
    typing = text;
    update();
  });
  form.addEventListener('focusout', () => { typing = false; });
  form.addEventListener('focusin', () => prepare().then(() => { if (!state().toString()) status.textContent = ''; }, () => {}), { once: true });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    write(true);
    update();
  }));
  more.addEventListener('click', () => append()?.querySelector('a')?.focus());
  addEventListener('hashchange', () => {
    if (location.hash !== written) read();
    written = location.hash;
  });
  form.hidden = false;
  if (location.hash.includes('=')) read();
})();
