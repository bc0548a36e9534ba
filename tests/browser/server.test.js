// The site on a server: at the root of a host and below a project's path, as GitHub Pages serves it.

import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, open } from './browser.js';
import { serve } from './server.js';
import { buildSite } from './site.js';
import { heading, walk } from './walk.js';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const SITES = [
  { baseUrl: 'https://example.org/', mount: '/' },
  { baseUrl: 'https://example.org/repo/', mount: '/repo/' },
  { baseUrl: 'https://example.org/repo', mount: '/repo/' },
  // Built for one place and moved to another: only 404.html knows where it is.
  { baseUrl: 'https://example.org/', mount: '/moved/elsewhere/', moved: true },
];

for (const { baseUrl, mount, moved } of SITES) {
  describe(`built for ${baseUrl}, served at ${mount}`, () => {
    let site, server;
    before(async () => {
      site = buildSite({ baseUrl });
      server = await serve(site.folder, mount);
    });
    after(async () => {
      await server?.close();
      site?.remove();
    });

    // With the slash at the end and without; the server adds it.
    const starts = mount === '/' ? ['/'] : [mount, mount.slice(0, -1)];
    for (const start of starts) {
      test(`a reader who comes to ${start} walks to the words`, async () => {
        const { page, quiet, close } = await open(browser, server.origin);
        await page.goto(server.origin + start);
        await walk(page);
        quiet();
        await close();
      });
    }

    test('a folder leads to its index', async () => {
      const { page, quiet, close } = await open(browser, server.origin);
      await page.goto(`${server.root}dossiers`);
      await page.locator('main a[href$="verhandlungstisch.html"]').first().click();
      await page.waitForURL(`${server.root}dossiers/verhandlungstisch.html`);
      quiet();
      await close();
    });

    if (moved) return;

    for (const missing of ['nobody.html', 'people/nobody.html', 'a/b/c/d/e.html', 'people/nobody/']) {
      test(`what is not there, ${missing}, has a page with style and a way home`, async () => {
        const { page, problems, close } = await open(browser, server.origin);
        const response = await page.goto(server.root + missing);
        assert.equal(response.status(), 404);
        assert.ok(await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0)));
        await page.locator(`main a[href$="/index.html"]`).last().click();
        await page.waitForURL(`${server.root}index.html`);
        assert.ok((await heading(page)).length > 0);
        // The browser reports the missing page itself, once as an answer and once in its console.
        const others = problems.filter((problem) => !problem.includes('404'));
        assert.deepEqual(others, []);
        assert.ok(problems.length <= 2, problems.join('\n'));
        await close();
      });
    }

    test('every address that the sitemap and the feed name is there', async () => {
      const addresses = [
        ...site.read('sitemap.xml').matchAll(/<loc>([^<]+)<\/loc>/g),
        ...site.read('feed.xml').matchAll(/<link [^>]*href="([^"]+)"/g),
      ].map((match) => match[1]);
      assert.ok(addresses.length > 20, `only ${addresses.length} addresses`);
      const slash = baseUrl.replace(/\/*$/, '/');
      for (const address of new Set(addresses)) {
        assert.ok(address.startsWith(slash), `${address} is below ${slash}`);
        const response = await fetch(server.root + address.slice(slash.length), { redirect: 'manual' });
        assert.equal(response.status, 200, address);
        await response.arrayBuffer();
      }
    });
  });
}
