// Preview only: corrects quotations and names of an article, and adds notes. Changes are written to the
// annotations file beside the article; the page reloads after each.
(async () => {
  'use strict';
  const page = decodeURIComponent(location.pathname.slice(1));
  const body = document.querySelector('.prose.body');
  if (!body || !page.endsWith('.html')) return;
  const got = await fetch(`/_dossier/layer/${page.split('/').map(encodeURIComponent).join('/')}`);
  if (!got.ok) return;
  const layer = await got.json();
  const words = Object.fromEntries(layer.words);
  const store = 'dossier-editing';
  const memory = JSON.parse(sessionStorage.getItem(store) || '{}');
  let picked = null;
  const remember = () => sessionStorage.setItem(store, JSON.stringify(memory));

  function element(name, properties, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties || {})) {
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }
  const host = element('dossier-desk', { lang: document.documentElement.lang });
  const root = host.attachShadow({ mode: 'open' });
  const button = (text, act, properties) => element('button', { type: 'button', textContent: text, onclick: act, ...properties });
  const toggle = button(words.correct, () => set(!memory.on), { className: 'toggle', title: `${words.correct} (E)` });
  const undo = button(words.undo, () => post('undo'), { title: 'Ctrl+Z' });
  const status = element('p', { className: 'status', role: 'status' });
  const selected = button(words.selection, () => open(null, picked), { hidden: true, className: 'first' });
  const bar = element('div', { className: 'bar', role: 'toolbar', 'aria-label': words.correct }, toggle, selected, undo, status);
  const dialog = element('dialog', { 'aria-labelledby': 'title' });
  root.append(element('link', { rel: 'stylesheet', href: '/_dossier/edit.css' }), bar, dialog);
  document.body.append(host);
  // Styles of clickable marks; added here, so that no built page contains them.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('[data-editing] :is(.q[id], .q[data-quote], [data-entity]) { cursor: pointer; outline: 1px dotted color-mix(in srgb, currentColor 50%, transparent); outline-offset: 2px; } [data-editing] .q:focus-visible, [data-editing] [data-entity]:focus-visible { outline: 3px solid Highlight; }');
  document.adoptedStyleSheets.push(sheet);

  // The text of a range as in the article: without references to notes.
  const foreign = '.note-ref, .note, .anchor, .footnote-ref, .notes-title';
  function textOf(range) {
    const copy = range.cloneContents();
    copy.querySelectorAll(foreign).forEach((one) => one.remove());
    return copy.textContent;
  }
  function pointed(range) {
    const before = document.createRange();
    before.setStart(body, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const after = document.createRange();
    after.setStart(range.endContainer, range.endOffset);
    after.setEnd(body, body.childNodes.length);
    return { text: textOf(range), before: textOf(before).slice(-200), after: textOf(after).slice(0, 200) };
  }

  const MARK = '.q[id^="q-"], .q[data-quote], [data-entity]';
  const numberOf = (mark) => (mark.classList.contains('q') ? Number((mark.id || mark.dataset.quote).slice(2)) - 1 : null);
  const marks = () => [...body.querySelectorAll(MARK)].filter((one) => !one.closest('.note'));
  function set(on) {
    memory.on = on;
    remember();
    toggle.setAttribute('aria-pressed', String(on));
    document.documentElement.toggleAttribute('data-editing', on);
    undo.hidden = !on || layer.undo === 0;
    for (const mark of marks()) {
      if (on && mark.tabIndex < 0) {
        mark.tabIndex = 0;
        mark.dataset.reached = '';
      } else if (!on && 'reached' in mark.dataset) {
        mark.removeAttribute('tabindex');
        delete mark.dataset.reached;
      }
    }
    if (!on) selected.hidden = true;
  }

  async function post(what, asked) {
    const sent = await fetch(`/_dossier/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Dossier-Token': layer.token },
      body: JSON.stringify(asked || {}),
    });
    const told = await sent.json().catch(() => ({ error: sent.statusText }));
    if (!sent.ok) {
      status.textContent = told.error;
      const inside = dialog.querySelector('.problem');
      if (inside) inside.textContent = told.error;
      return;
    }
    // The preview reloads the page: the message is shown again afterwards.
    memory.said = [told.file, ...told.lines].join('\n');
    remember();
    status.textContent = memory.said;
    layer.undo = told.undo;
    if (dialog.open) dialog.close();
    set(true);
  }

  // A combobox of entities.
  function completion(label, chosen) {
    const input = element('input', { id: 'entity', autocomplete: 'off', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'list', 'aria-autocomplete': 'list' });
    const list = element('ul', { id: 'list', role: 'listbox', hidden: true, 'aria-label': label });
    const known = layer.entities.find((one) => one.slug === chosen);
    input.value = known ? known.name : '';
    let slug = known ? known.slug : null;
    let at = -1;
    const close = () => {
      list.hidden = true;
      at = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };
    function take(one) {
      slug = one.slug;
      input.value = one.name;
      close();
    }
    function show() {
      const wanted = input.value.trim().toLocaleLowerCase();
      // Entities named in the article first, then people.
      const rank = (one) => 4 * one.here + 2 * (one.type === 'person') + one.name.toLocaleLowerCase().startsWith(wanted);
      const fits = layer.entities.filter((one) => `${one.name} ${one.slug}`.toLocaleLowerCase().includes(wanted));
      const best = fits.sort((a, b) => rank(b) - rank(a)).slice(0, 8);
      list.replaceChildren(
        ...best.map((one, number) => {
          const item = element('li', { id: `option-${number}`, role: 'option', 'aria-selected': 'false' }, one.name);
          item.append(element('small', { textContent: `${words[`type_${one.type}`]} · ${one.slug}` }));
          item.onmousedown = (event) => {
            event.preventDefault();
            take(one);
          };
          item.entity = one;
          return item;
        }),
      );
      list.hidden = best.length === 0;
      at = -1;
      input.setAttribute('aria-expanded', String(!list.hidden));
    }
    input.oninput = () => {
      slug = null;
      show();
    };
    input.onkeydown = (event) => {
      const items = [...list.children];
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        return close();
      }
      if (event.key === 'Enter' && !list.hidden && items.length) {
        event.preventDefault();
        return take(items[Math.max(at, 0)].entity);
      }
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      if (list.hidden) return show();
      at = (at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length;
      items.forEach((item, number) => item.setAttribute('aria-selected', String(number === at)));
      input.setAttribute('aria-activedescendant', items[at].id);
      items[at].scrollIntoView({ block: 'nearest' });
    };
    input.onblur = close;
    return { parts: [element('label', { htmlFor: 'entity', textContent: label }), input, list], slug: () => slug, isEmpty: () => input.value.trim() === '' };
  }

  // The dialog for a mark or a selected text.
  function open(mark, range) {
    const number = mark && numberOf(mark);
    const found = number === null ? null : layer.quotations[number];
    const where = range || document.createRange();
    if (mark && !range) where.selectNodeContents(mark);
    const asked = found ? { quotation: number } : pointed(where);
    const text = found ? found.text : asked.text;
    const send = (action, more) => post('edit', { article: page, version: layer.version, action, ...asked, ...more });
    const problem = element('p', { className: 'problem', role: 'alert' });
    const who = completion(found ? words.speaker : words.entity, found ? found.speaker : mark && mark.dataset.entity);
    const parts = [element('h2', { id: 'title', textContent: found ? words.quotation : mark ? words.mention : words.selection })];
    parts.push(element('blockquote', { textContent: text.length > 300 ? `${text.slice(0, 300)}…` : text }));
    if (found) parts.push(element('p', { className: 'how', textContent: `${found.rule} · ${found.confidence / 10} %` }));
    parts.push(...who.parts);
    const named = (action) => () => {
      if (who.slug() || (action === 'quotation' && who.isEmpty())) send(action, { entity: who.slug() });
      else problem.textContent = words.choose;
    };
    const acts = element('div', { className: 'acts' });
    if (found || !mark) acts.append(button(found ? words.confirm : words.make_quotation, named('quotation'), { className: 'first' }));
    if (!found) acts.append(button(mark ? words.confirm : words.make_mention, named('mention'), { className: mark ? 'first' : '' }));
    if (mark) acts.append(button(words.reject, () => send(found ? 'no-quotation' : 'no-mention')));
    parts.push(acts);
    if (!mark) {
      const kind = element('select', { id: 'kind' });
      for (const name of ['context', 'correction', 'question', 'verdict']) kind.append(element('option', { value: name, textContent: words[`kind_${name}`] }));
      const note = element('textarea', { id: 'note', rows: 3 });
      const by = element('input', { id: 'by', value: memory.by || '' });
      const add = () => {
        memory.by = by.value;
        send('note', { kind: kind.value, note: note.value, by: by.value });
      };
      const label = (id, text) => element('label', { htmlFor: id, textContent: text });
      parts.push(element('hr'), label('kind', words.kind), kind, label('note', words.note), note, label('by', words.by), by);
      parts.push(element('div', { className: 'acts' }, button(words.make_note, add)));
    }
    parts.push(problem, button('×', () => dialog.close(), { className: 'close', 'aria-label': words.close }));
    dialog.replaceChildren(...parts);
    dialog.onclose = () => (mark || toggle).focus();
    dialog.showModal();
    dialog.querySelector('input').select();
  }

  const markOf = (event) => event.target.closest?.(MARK);
  body.addEventListener(
    'click',
    (event) => {
      const mark = memory.on && getSelection().isCollapsed && markOf(event);
      if (!mark || !marks().includes(mark)) return;
      event.preventDefault();
      open(mark);
    },
    true,
  );
  document.addEventListener('selectionchange', () => {
    const selection = getSelection();
    const inside = memory.on && selection.rangeCount && !selection.isCollapsed && body.contains(selection.getRangeAt(0).commonAncestorContainer);
    if (inside) picked = selection.getRangeAt(0).cloneRange();
    selected.hidden = !inside;
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.composedPath()[0].matches?.('input, textarea, select, [contenteditable]');
    if (typing || dialog.open) return;
    const mark = memory.on && markOf(event);
    if (event.key === 'Enter' && mark && marks().includes(mark)) {
      event.preventDefault();
      open(mark);
    } else if (event.key === 'e' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      set(!memory.on);
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey) && memory.on && layer.undo > 0) {
      event.preventDefault();
      post('undo');
    }
  });
  if (memory.on && memory.said) status.textContent = memory.said;
  delete memory.said;
  set(Boolean(memory.on));
})();
