// Texts that try to run a script, made systematically: what runs, how it is reached, how it is
// written, and out of which place it breaks. None of them is copied from a collection.

/** What a vector does where it succeeds: `__ran` counts in browser.js's page. */
const CALL = '__ran(1)';

const HANDLERS = [
  ['img', 'src=x', 'onerror'],
  ['svg', '', 'onload'],
  ['body', '', 'onload'],
  ['body', '', 'onpageshow'],
  ['video', 'src=x', 'onerror'],
  ['audio', 'src=x', 'onerror'],
  ['input', 'autofocus', 'onfocus'],
  ['textarea', 'autofocus', 'onfocus'],
  ['select', 'autofocus', 'onfocus'],
  ['button', 'autofocus', 'onfocus'],
  ['details', 'open', 'ontoggle'],
  ['iframe', 'src=about:blank', 'onload'],
  ['object', 'data=x', 'onerror'],
  ['embed', 'src=x', 'onload'],
  ['link', 'rel=stylesheet href=x', 'onerror'],
  ['style', '', 'onload'],
  ['script', 'src=x', 'onerror'],
  ['source', 'src=x', 'onerror'],
  ['marquee', '', 'onstart'],
  ['a', 'href=# tabindex=1 autofocus', 'onfocus'],
  ['p', 'style=animation-name:x', 'onanimationstart'],
  ['svg><animate', 'attributeName=x dur=1s', 'onbegin'],
  ['svg><set', 'attributeName=x', 'onbegin'],
  ['svg><image', 'href=x', 'onerror'],
  ['math><mi', 'autofocus tabindex=1', 'onfocus'],
  ['picture><img', 'src=x', 'onerror'],
  ['x', 'contenteditable autofocus tabindex=1', 'onfocus'],
];

/** How a tag with a handler may be written. */
const WRITINGS = [
  (tag, rest, on) => `<${tag} ${rest} ${on}=${CALL}>`,
  (tag, rest, on) => `<${tag.toUpperCase()} ${rest} ${on.toUpperCase()}="${CALL}">`,
  (tag, rest, on) => `<${tag}/${rest.replaceAll(' ', '/')}/${on}='${CALL}'/>`,
  (tag, rest, on) => `<${tag}\u000c${rest} ${on}\u000c=\u000c${CALL}>`,
  (tag, rest, on) => `<${tag} ${rest} ${on}=&#95;&#95;ran(1)>`,
  (tag, rest, on) => `<${tag} ${rest} ${on}=\`${CALL}\``,
  (tag, rest, on) => `<<${tag} ${rest} ${on}=${CALL}//<`,
];

/** What a text may have to break out of first. */
const BREAKS = [
  '', '"', "'", '">', "'>", '-->', '--!>', '</script>', '</style>', '</title>', '</textarea>', ']]>', '</svg>', '</bdi>',
  '</blockquote>', '`', '\\">', '&quot;>', '&lt;/p&gt;', '</noscript>', '</template>', '</p>',
];

/** Addresses that are code, as they may be written. */
const ADDRESSES = [
  `javascript:${CALL}`,
  `JaVaScRiPt:${CALL}`,
  `javascript&colon;${CALL}`,
  `&#106;avascript:${CALL}`,
  `&#x6A;avascript:${CALL}`,
  `java&Tab;script:${CALL}`,
  `java&NewLine;script:${CALL}`,
  `\u0001javascript:${CALL}`,
  `&#1;javascript:${CALL}`,
  `vbscript:${CALL}`,
  `data:text/html,<script>parent.${CALL}</script>`,
  'data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX19yYW4oMSk8L3NjcmlwdD4=',
  `view-source:javascript:${CALL}`,
  `feed:javascript:${CALL}`,
  `//x/%0a${CALL}`,
  `javascript://%0a${CALL}`,
  `https:javascript:${CALL}`,
  `blob:${CALL}`,
];

/**
 * The forms of Markdown and HTML in which an address leads somewhere. A picture from elsewhere and a
 * wiki link to nowhere are no forms: they are errors, and such a site is not built.
 */
const LINKS = [
  (to) => `[x](${to})`,
  (to) => `[x](<${to}>)`,
  (to) => `<${to}>`,
  (to) => `[[e-0|${to}]]`,
  (to) => `<a href="${to}">x</a>`,
  (to) => `<a xlink:href="${to}">x</a>`,
  (to) => `<form action="${to}"><button>x</button></form>`,
  (to) => `<button formaction="${to}">x</button>`,
  (to) => `<iframe src="${to}"></iframe>`,
  (to) => `<object data="${to}"></object>`,
  (to) => `<embed src="${to}">`,
  (to) => `<base href="${to}//">`,
  (to) => `<meta http-equiv="refresh" content="0;url=${to}">`,
  (to) => `<svg><a href="${to}"><text y="9">x</text></a></svg>`,
];

/** What needs no tag with a handler. */
const OTHERS = [
  `<script>${CALL}</script>`,
  `<ScRiPt>${CALL}</sCrIpT>`,
  `<script\u000c>${CALL}</script\u000c>`,
  `<svg><script>${CALL}</script></svg>`,
  `<svg><script>&#95;&#95;ran(1)</script></svg>`,
  `<math><mtext><script>${CALL}</script></mtext></math>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
  `<noscript><p title="</noscript><script>${CALL}</script>">`,
  `<template><script>${CALL}</script></template>`,
  `<!--><script>${CALL}</script>-->`,
  `<![CDATA[<script>${CALL}</script>]]>`,
  `<?xml version="1.0"?><script xmlns="http://www.w3.org/1999/xhtml">${CALL}</script>`,
  `{{ "<script>${CALL}</script>" | safe }}`,
  `{% raw %}<script>${CALL}</script>{% endraw %}`,
  `\${${CALL}}`,
  `";${CALL};//`,
  `';${CALL};//`,
  `\\";${CALL};//`,
  `\u2028${CALL}\u2028`,
  `</script><script>${CALL}</script>`,
  `<x id=content onclick=${CALL}>`,
  `&lt;script&gt;${CALL}&lt;/script&gt;`,
  `&amp;lt;script&amp;gt;${CALL}&amp;lt;/script&amp;gt;`,
  `\\u003cscript\\u003e${CALL}\\u003c/script\\u003e`,
  `%3Cscript%3E${CALL}%3C/script%3E`,
  `＜script＞${CALL}＜/script＞`,
  `+ADw-script+AD4-${CALL}+ADw-/script+AD4-`,
];

/** Every vector once, in a fixed order. */
export function vectors() {
  const tags = HANDLERS.flatMap(([tag, rest, on]) => WRITINGS.map((write) => write(tag, rest, on)));
  const links = ADDRESSES.flatMap((address) => LINKS.map((link) => link(address)));
  const plain = [...OTHERS, ...tags];
  const broken = BREAKS.slice(1).flatMap((out) => [...OTHERS.slice(0, 1), ...tags.filter((_, n) => n % 7 === 0)].map((one) => out + one));
  return [...new Set([...plain, ...links, ...broken])];
}
