// What the Nu validator, the checker of the web's standards body, finds in any page: no error.

import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buildSite } from './site.js';

const JAR = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

/** A site whose people the program found by itself, as it is and without its base URL. */
const FOUND = resolve(import.meta.dirname, '../sites_valid/candidates');
const unaddressed = mkdtempSync(join(tmpdir(), 'dossier-validator-'));
after(() => rmSync(unaddressed, { recursive: true, force: true }));
cpSync(FOUND, unaddressed, { recursive: true });
const configuration = join(unaddressed, 'dossier.yaml');
writeFileSync(configuration, readFileSync(configuration, 'utf8').replace(/^base_url:.*\n/m, ''));

const SITES = { 'the demonstration site': '.', 'a site of names that were found': FOUND, 'a site without a base URL': unaddressed };

for (const [name, source] of Object.entries(SITES)) {
  test(`no page of ${name} has an error`, () => {
    const site = buildSite({ source });
    const addressed = site.read('index.html').includes('rel="canonical"');
    const { stderr, error } = spawnSync('java', ['-jar', JAR, '--format', 'json', '--skip-non-html', site.folder], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    site.remove();
    assert.equal(addressed, source !== unaddressed);
    assert.equal(error, undefined, 'java is there; scripts/test installs it');
    // What is only `info` is left: it supposes a server, where the policy's 'self' is not a folder's.
    const errors = JSON.parse(stderr).messages.filter(({ type }) => type !== 'info');
    assert.deepEqual(
      errors.map(({ url, lastLine, message, extract }) => `${decodeURI(url)}:${lastLine}: ${message} ${extract ?? ''}`),
      [],
    );
  });
}
