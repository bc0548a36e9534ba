// What axe-core, the accessibility checker, finds on a page of each kind: nothing.

import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { DESK, inParallel, launch, none, open } from './browser.js';
import { serve } from './server.js';
import { buildSite, kinds } from './site.js';

const LOOKS = {
  'on a desk': { viewport: DESK },
  'on a phone': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

let site, browser, server;

before(async () => {
  site = buildSite();
  server = await serve(site.folder, '/');
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
  site?.remove();
});

for (const [name, look] of Object.entries(LOOKS)) {
  test(`no page breaks a rule of axe ${name}, light or dark`, async () => {
    const broken = [];
    await inParallel(kinds(site), async ([kind, path]) => {
      const { page, close } = await open(browser, server.origin, { ...look, colorScheme: 'light' });
      await page.goto(server.root + path);
      const light = await check(page, {});
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await check(page, { runOnly: ['color-contrast', 'link-in-text-block'] });
      for (const what of light) broken.push(`${kind} (${path}): ${what}`);
      for (const what of dark) broken.push(`${kind} (${path}), dark: ${what}`);
      await close();
    });
    none(broken);
  });
}

/** What axe objects to, with everything shown that a click would open. */
async function check(page, options) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
  await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async (chosen) => (await globalThis.axe.run({ ...chosen, resultTypes: ['violations'] })).violations,
    options,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 5).map(({ html, any, all }) => `${id}, ${help}: ${html.slice(0, 200)} ${[...any, ...all][0]?.message ?? ''}`),
  );
}
