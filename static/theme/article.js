// The card beside a quotation: what the list of quotations on this page says of it. Everything here is
// on the page without this file too, and all of it is made of what is there already.
(() => {
  'use strict';
  const frame = document.querySelector('.with-margin');
  const list = frame?.querySelector('.quotes');
  if (!list) return;
  const indirect = document.getElementById('mark-indirect');
  const KEY = 'dossier:mark-indirect';
  let card = null;
  let timer = 0;

  /** Parts of one quotation: the first has its `id`, the others name it. */
  const idOf = (part) => part.id || part.dataset.quote;
  const isMarked = (part) => part.classList.contains('q-direct') || !indirect || indirect.checked;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const link = (text, href) => {
    const element = make('a', '', text);
    element.href = href;
    return element;
  };

  function build(part) {
    const item = list.querySelector(`[data-quote="${CSS.escape(idOf(part))}"]`);
    if (!item) return null;
    const colour = [...part.classList].find((name) => name.startsWith('sp-'));
    const box = make('div', `quote-card ${colour ?? ''}`);
    box.dataset.of = idOf(part);
    box.lang = document.documentElement.lang;
    for (const line of item.querySelectorAll('figcaption > p')) box.append(line.cloneNode(true));
    const meta = make('p', 'meta');
    for (const fact of item.querySelectorAll('.meta > span')) meta.append(fact.cloneNode(true), ' ');
    const links = make('p', 'card-links');
    const who = item.querySelector('a.who');
    if (who) links.append(link(list.dataset.all.replace('{name}', who.textContent), `${who.getAttribute('href')}#quotes`));
    links.append(link(list.dataset.link, `#${idOf(part)}`));
    const embed = item.querySelector('a.quiet');
    if (embed) links.append(embed.cloneNode(true));
    box.append(meta, links);
    return box;
  }

  /** Below the last line of the words, or above the first where there is no room below. */
  function place(part) {
    const lines = part.getClientRects();
    const first = lines[0];
    const last = lines[lines.length - 1];
    const base = frame.getBoundingClientRect();
    const below = last.bottom + 6;
    const above = first.top - card.offsetHeight - 6;
    const top = below + card.offsetHeight > innerHeight && above > 0 ? above : below;
    const left = Math.min((top === below ? last : first).left - base.left, base.width - card.offsetWidth);
    card.style.top = `${top - base.top}px`;
    card.style.left = `${Math.max(0, left)}px`;
  }

  function close() {
    clearTimeout(timer);
    if (!card) return;
    for (const part of frame.querySelectorAll('.q-open')) part.classList.remove('q-open');
    card.remove();
    card = null;
  }

  function open(part) {
    clearTimeout(timer);
    if (card?.dataset.of === idOf(part)) return;
    close();
    card = build(part);
    if (!card) return;
    // Behind the words, so that the Tab key goes on into the card.
    part.after(card);
    const id = CSS.escape(idOf(part));
    for (const other of frame.querySelectorAll(`#${id}, .q[data-quote="${id}"]`)) other.classList.add('q-open');
    place(part);
  }

  const soon = (what, delay) => {
    clearTimeout(timer);
    timer = setTimeout(what, delay);
  };

  const partAt = (target) => {
    const part = target.closest?.('.body .q');
    return part && idOf(part) && isMarked(part) ? part : null;
  };

  frame.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const part = partAt(event.target);
    if (card?.contains(event.target) || (part && card?.dataset.of === idOf(part))) clearTimeout(timer);
    else if (part) soon(() => open(part), 180);
    else if (card) soon(close, 300);
    else clearTimeout(timer);
  });
  frame.addEventListener('pointerleave', () => soon(close, 300));
  frame.addEventListener('focusin', (event) => {
    const part = partAt(event.target);
    if (part === event.target) open(part);
    else if (card && !card.contains(event.target) && part?.id !== card.dataset.of) close();
  });
  frame.addEventListener('focusout', (event) => {
    if (card && event.relatedTarget && !frame.contains(event.relatedTarget)) close();
  });
  // A tap on the words opens the card, one elsewhere closes it; links are links.
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('a') || card?.contains(event.target)) return;
    const part = partAt(event.target);
    if (part) open(part);
    else close();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !card) return;
    const words = card.contains(document.activeElement) ? document.getElementById(card.dataset.of) : null;
    close();
    if (words) {
      words.focus();
      close();
    }
  });
  addEventListener('resize', close);
  addEventListener('hashchange', close);

  /** The words can be reached with the Tab key, and say whose they are. */
  function reach() {
    for (const part of frame.querySelectorAll('.body .q[id]')) {
      const who = list.querySelector(`[data-quote="${CSS.escape(part.id)}"] .who`);
      if (!who) continue;
      for (const name of ['tabindex', 'role', 'aria-label']) part.removeAttribute(name);
      if (!isMarked(part)) continue;
      part.tabIndex = 0;
      part.setAttribute('role', 'group');
      part.setAttribute('aria-label', list.dataset.of.replace('{name}', who.textContent));
    }
  }

  // A browser may forbid storing, in a folder that was opened without a server for one.
  const remembered = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(KEY);
      localStorage.setItem(KEY, value);
    } catch {
      // Then the choice holds for this page.
    }
    return null;
  };
  if (indirect) {
    if (remembered() === 'no') indirect.checked = false;
    indirect.addEventListener('change', () => {
      remembered(indirect.checked ? 'yes' : 'no');
      close();
      reach();
    });
  }
  reach();
})();
