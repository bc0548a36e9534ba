// A copy of the demonstration site that may be changed, and `dossier serve` showing it.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { DOSSIER } from './site.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** Serves a copy of the demonstration site on a port that is free. */
export async function preview() {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-preview-'));
  for (const name of ['content', 'static', 'templates', 'dossier.yaml']) {
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  const child = spawn(DOSSIER, ['serve', '--root', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((end) => child.once('exit', end));
  let said = '';
  const root = await new Promise((listening, failed) => {
    const hear = (part) => {
      said += part;
      const address = said.match(/http:\/\/localhost:\d+\//);
      if (address) listening(address[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    ended.then((code) => failed(new Error(`dossier serve ended with ${code}:\n${said}`)));
  });
  return {
    root,
    /** Every file of the site, but for what the program keeps for itself. */
    files: () =>
      readdirSync(folder, { recursive: true })
        .map((path) => path.split(sep).join('/'))
        .filter((path) => !path.startsWith('.dossier-cache'))
        .sort(),
    exists: (path) => existsSync(join(folder, path)),
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write: (path, text) => writeFileSync(join(folder, path), text),
    async stop() {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
