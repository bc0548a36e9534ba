// Where the browser is. Run by itself it prints the path, or fails where there is none.

import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

// In Debian and Ubuntu `chromium-browser` may be a stub that asks for a snap, so it comes last.
const NAMES = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser'];

/** The path of an installed Chromium or Chrome; the variable CHROMIUM names another one. */
export function chromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of NAMES) {
    const found = folders.map((folder) => join(folder, name)).find(executable);
    if (found) return found;
  }
  throw new Error(`No Chromium found (looked for ${NAMES.join(', ')}); scripts/test installs one.`);
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log(chromium());
}
