// The browser, and a watch over everything in it that a reader would call broken.

import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { chromium as playwright } from 'playwright-core';
import { chromium } from './chromium.js';

export const PHONE = { width: 320, height: 640 };
export const DESK = { width: 1280, height: 800 };

/** Starts a browser with a fresh profile. It opens only pages that the tests made. */
export function launch() {
  return playwright.launch({
    executablePath: chromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Opens a page whose every request must stay below `root`. `quiet()` asserts that nothing was
 * reported so far: no console error or warning (a violated content security policy is one), no
 * exception, no failed request, no answer that is an error, no request to anywhere else.
 */
export async function open(browser, root, options = {}) {
  const context = await browser.newContext({ viewport: DESK, locale: 'de-DE', ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const problems = [];
  const report = (what) => problems.push(`${page.url()}: ${what}`);
  context.on('request', (request) => {
    if (!request.url().startsWith(root) && !request.url().startsWith('data:')) {
      report(`asks for ${request.url()}`);
    }
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // Not a fault: the test went on to the next page before the browser had fetched the icon of the last.
    if (why !== 'net::ERR_ABORTED') report(`cannot load ${request.url()}: ${why}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) report(`${response.status()} for ${response.url()}`);
  });
  context.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type())) report(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => report(`exception: ${error.error()}`));
  return {
    page,
    problems,
    quiet() {
      assert.deepEqual(problems, []);
    },
    close: () => context.close(),
  };
}

/** Does the work for every item, on so many pages at once as the machine has cores. */
export async function inParallel(items, work) {
  const waiting = [...items];
  const lanes = Array.from({ length: Math.min(availableParallelism(), 4) }, async () => {
    while (waiting.length > 0) await work(waiting.shift());
  });
  await Promise.all(lanes);
}

/** Asserts that there are no complaints, and says them line by line where there are. */
export function none(complaints) {
  assert.ok(complaints.length === 0, `${complaints.length} complaints:\n${complaints.toSorted().slice(0, 60).join('\n')}`);
}
