// Preview only: reloads the page after a change, and shows diagnostics.
(() => {
  'use strict';
  const script = document.currentScript;
  let state = script.dataset.state;
  const store = 'dossier-preview';

  // Restores the scroll position after a reload.
  const details = () => [...document.querySelectorAll('details')];
  function leave() {
    const kept = { path: location.pathname, x: scrollX, y: scrollY, open: details().map((one) => one.open) };
    sessionStorage.setItem(store, JSON.stringify(kept));
    location.reload();
  }
  function restore() {
    const text = sessionStorage.getItem(store);
    sessionStorage.removeItem(store);
    const kept = text && JSON.parse(text);
    if (!kept || kept.path !== location.pathname) return;
    const all = details();
    if (all.length === kept.open.length) all.forEach((one, at) => (one.open = kept.open[at]));
    const back = () => scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' });
    back();
    addEventListener('load', () => requestAnimationFrame(back), { once: true });
  }

  // The panel of diagnostics.
  const host = document.createElement('dossier-preview');
  const root = host.attachShadow({ mode: 'open' });
  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }
  const panel = element('section', { className: 'panel', hidden: true });
  panel.setAttribute('aria-label', 'Problems of the site');
  const badge = element('button', { className: 'badge', type: 'button', hidden: true });
  const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  let problems = [];
  let dismissed = '';
  let expanded = false;

  function one(problem) {
    const item = element('li', { className: problem.severity });
    const line = element('p', { className: 'message' });
    line.append(element('span', { className: 'code', textContent: problem.code }), problem.message);
    item.append(line);
    if (problem.file) {
      const place = problem.line ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
      item.append(element('p', { className: 'place', textContent: place }));
    }
    if (problem.source_line != null) {
      const number = `${problem.line} │ `;
      item.append(element('pre', { textContent: number + problem.source_line }));
    }
    if (problem.help) item.append(element('p', { className: 'help', textContent: `→ ${problem.help}` }));
    return item;
  }
  function draw() {
    const errors = problems.filter((problem) => problem.severity === 'error');
    const others = problems.filter((problem) => problem.severity === 'warning');
    const parts = [errors.length && count(errors.length, 'error'), others.length && count(others.length, 'warning')];
    const title = parts.filter(Boolean).join(', ');
    const key = JSON.stringify(errors);
    const open = expanded || (errors.length > 0 && dismissed !== key);
    panel.hidden = !open;
    panel.className = errors.length ? 'panel' : 'panel warnings';
    panel.setAttribute('role', errors.length ? 'alert' : 'region');
    const close = element('button', { className: 'close', type: 'button', textContent: '×', ariaLabel: 'Close' });
    close.onclick = () => {
      dismissed = key;
      expanded = false;
      draw();
      badge.focus();
    };
    const hint = errors.length ? ': the page is the last one without errors' : '';
    const list = element('ol', {}, ...[...errors, ...others].slice(0, 100).map(one));
    panel.replaceChildren(element('h2', { textContent: title + hint }), list, close);
    badge.hidden = open || title === '';
    badge.className = errors.length ? 'badge errors' : 'badge';
    badge.textContent = title;
  }
  badge.onclick = () => {
    expanded = true;
    draw();
    panel.querySelector('.close').focus();
  };
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') panel.querySelector('.close').click();
  });
  root.append(element('link', { rel: 'stylesheet', href: '/_dossier/live.css' }), panel, badge);

  // Changes.
  let source = null;
  function styles() {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const url = new URL(link.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set('state', state);
      const fresh = link.cloneNode();
      fresh.href = url.href;
      fresh.onload = fresh.onerror = () => link.remove();
      link.after(fresh);
    }
  }
  function hear(event) {
    const told = JSON.parse(event.data);
    problems = told.problems;
    if (told.state !== state) {
      state = told.state;
      if (event.type !== 'styles') return leave();
      styles();
    }
    draw();
  }
  function listen() {
    if (document.hidden) {
      // Browsers limit connections per host: pages in the background close theirs.
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource('/_dossier/events');
      source.addEventListener('state', hear);
      source.addEventListener('styles', hear);
    }
  }
  document.addEventListener('visibilitychange', listen);
  addEventListener('pagehide', () => {
    source?.close();
    source = null;
  });
  addEventListener('pageshow', listen);
  document.body.append(host);
  restore();
  listen();
})();
