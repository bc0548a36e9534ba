// What the README shows is so: its example is a site that builds, its links and pictures are there.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DOSSIER } from './site.js';

const ROOT = resolve(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The blocks of code in a language, in their order. */
function blocks(language) {
  return [...README.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2]);
}

test('the article, dossier and entities of the README make a site', () => {
  const [article, dossier, entity] = blocks('markdown');
  const [configuration, entities] = blocks('yaml');
  const root = mkdtempSync(join(tmpdir(), 'dossier-readme-'));
  const files = {
    'dossier.yaml': configuration,
    'content/articles/council-backs-the-new-quay-by-one-vote.md': article,
    'content/dossiers/harbour.md': dossier,
    'content/entities/almut-reethwisch.md': entity,
    'content/entities.yaml': entities,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  try {
    const report = JSON.parse(execFileSync(DOSSIER, ['build', '--root', root, '--format', 'json'], { encoding: 'utf8' }));
    assert.deepEqual(report.diagnostics, []);
    const person = readFileSync(join(root, 'public/people/almut-reethwisch.html'), 'utf8');
    assert.match(person, /We build with the tide/);
    const opponent = readFileSync(join(root, 'public/people/arved-husemeyer.html'), 'utf8');
    assert.match(opponent, /a bet/);
    const page = readFileSync(join(root, 'public/articles/council-backs-the-new-quay-by-one-vote.html'), 'utf8');
    assert.match(page, /<strong>71 million<\/strong>/);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('the README names every command that there is, and no other', () => {
  const help = execFileSync(DOSSIER, ['--help'], { encoding: 'utf8' });
  const list = help.split(/^Commands:$/m)[1].split('\n\n')[0];
  const commands = [...list.matchAll(/^ {2}([\w-]+) {2,}\S/gm)].map((match) => match[1]).filter((name) => name !== 'help');
  assert.ok(commands.length > 2, help);
  const table = [...README.matchAll(/^\| `dossier ([\w-]+)/gm)].map((match) => match[1]);
  assert.deepEqual(table.toSorted(), commands.toSorted());
});

for (const document of ['README.md', 'docs/publishing.md']) {
  test(`what ${document} links to is there`, () => {
    const text = readFileSync(join(ROOT, document), 'utf8');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1].split('#')[0]);
    for (const target of targets) {
      if (target === '' || /^https?:/.test(target)) continue;
      const path = join(ROOT, dirname(document), target);
      assert.ok(existsSync(path), `${document} links to ${target}`);
      if (target.endsWith('.png')) {
        assert.ok(statSync(path).size <= 150 * 1024, `${target} is at most 150 KB`);
      }
    }
  });
}
