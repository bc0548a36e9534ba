// A server that does what GitHub Pages does: serves a folder below a mount point, sends folders on to
// their slash, and answers what is not there with the 404.html of the site. Loopback only.

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonld': 'application/ld+json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** Serves `folder` at `mount`, which begins and ends with a slash. */
export async function serve(folder, mount) {
  const server = createServer((request, response) => {
    answer(folder, mount, request, response).catch((error) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    root: origin + mount,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

async function answer(folder, mount, request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname);
  if (`${path}/` === mount) return redirect(response, mount);
  if (!path.startsWith(mount) || path.includes('..')) return send(response, 404, '.txt', 'outside of the site');
  const inside = path.slice(mount.length);
  const found = await kind(join(folder, inside));
  if (found === 'file') return send(response, 200, extname(inside), await readFile(join(folder, inside)));
  if (found === 'folder' && !path.endsWith('/')) return redirect(response, `${encodeURI(path)}/`);
  const index = join(inside, 'index.html');
  if (found === 'folder' && (await kind(join(folder, index))) === 'file') {
    return send(response, 200, '.html', await readFile(join(folder, index)));
  }
  return send(response, 404, '.html', await readFile(join(folder, '404.html')));
}

async function kind(path) {
  try {
    const found = await stat(path);
    return found.isFile() ? 'file' : 'folder';
  } catch {
    return undefined;
  }
}

function redirect(response, location) {
  response.writeHead(301, { location });
  response.end();
}

function send(response, status, extension, body) {
  response.writeHead(status, { 'content-type': TYPES[extension] ?? 'application/octet-stream' });
  response.end(body);
}
