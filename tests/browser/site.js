// The demonstration site, built by the release binary into a folder of its own.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The program; the variable DOSSIER names another one. */
export const DOSSIER =
  process.env.DOSSIER ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? 'target', 'release/dossier');

/**
 * Builds the site and says where it is. The folder has a name as people give them: a space, an
 * umlaut, and the characters that an address reads as its end or as an escape. `source` is another
 * site of the repository.
 */
export function buildSite({ baseUrl, source = '.' } = {}) {
  const temporary = mkdtempSync(join(tmpdir(), 'dossier-browser-'));
  const folder = join(temporary, 'Büro #1, 100 % fertig');
  const base = baseUrl === undefined ? [] : ['--base-url', baseUrl];
  execFileSync(DOSSIER, ['build', '--root', resolve(ROOT, source), '--output', folder, ...base], {
    stdio: 'pipe',
    maxBuffer: 1 << 28,
  });
  return {
    folder,
    /** Every page, as a path with `/` inside the site. */
    pages: listPages(folder),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    remove: () => rmSync(temporary, { recursive: true, force: true }),
  };
}

function listPages(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/**
 * One page of each kind, by the class of its body: the longest, because it has the most parts. What
 * redirects is no kind.
 */
export function kinds(site) {
  const longest = new Map();
  for (const path of site.pages) {
    const html = site.read(path);
    if (redirects(html)) continue;
    const kind = html.match(/<body[^>]* class="page-([\w-]+)/)?.[1] ?? path;
    if (html.length > (longest.get(kind)?.length ?? 0)) longest.set(kind, { path, length: html.length });
  }
  return new Map([...longest].map(([kind, { path }]) => [kind, path]).sort());
}

/** Whether a page only sends its reader on to another one. */
export function redirects(html) {
  return html.includes('http-equiv="refresh"');
}
