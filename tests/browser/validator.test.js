// What the Nu validator, the checker of the web's standards body, finds in any page: no error.

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildSite } from './site.js';

const JAR = join(dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

const SITES = { 'the demonstration site': '.', 'a site without a base URL': 'tests/sites_valid/candidates' };

for (const [name, source] of Object.entries(SITES)) {
  test(`no page of ${name} has an error`, () => {
    const site = buildSite({ source });
    const { stderr, error } = spawnSync('java', ['-jar', JAR, '--format', 'json', '--skip-non-html', site.folder], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    site.remove();
    assert.equal(error, undefined, 'java is there; scripts/test installs it');
    // What is only `info` is left: it supposes a server, where the policy's 'self' is not a folder's.
    const errors = JSON.parse(stderr).messages.filter(({ type }) => type !== 'info');
    assert.deepEqual(
      errors.map(({ url, lastLine, message, extract }) => `${decodeURI(url)}:${lastLine}: ${message} ${extract ?? ''}`),
      [],
    );
  });
}
