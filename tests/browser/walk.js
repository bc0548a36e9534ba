// The walk of a reader: home, dossier, article, speaker, and back to the very words in the article.

import assert from 'node:assert/strict';

/** Walks by clicking what a reader would click. `page` shows the home page. */
export async function walk(page) {
  assert.ok((await heading(page)).length > 0, 'the home page has a heading');

  await follow(page, 'main :is(h2, h3) a[href$="dossiers/verhandlungstisch.html"]');
  await follow(page, 'main :is(h2, h3) a[href$="articles/verhandlungstisch.html"]');
  const article = { url: page.url(), heading: await heading(page) };
  const words = (await page.locator('article [id^="q-"]').first().innerText()).trim();
  assert.ok(words.length > 0, 'the article has a marked quotation');

  const speaker = page.getByRole('link', { name: 'Antony Blinken', exact: true }).first();
  await speaker.click();
  await page.waitForURL(/\/people\/antony-blinken\.html$/);
  assert.equal(await heading(page), 'Antony Blinken');
  const quoted = page.locator('.quote').filter({ has: page.locator('a[href*="articles/verhandlungstisch.html#q-"]') });
  const said = await quoted.first().locator('blockquote').innerText();

  await quoted.first().locator('a[href*="articles/verhandlungstisch.html#q-"]').click();
  await page.waitForURL(/verhandlungstisch\.html#q-\d+$/);
  assert.equal(page.url().split('#')[0], article.url, 'the quotation leads to the article that was read');
  assert.equal(await heading(page), article.heading);
  await highlighted(page, said);
}

/** The words of the first heading that is shown. */
export async function heading(page) {
  return (await page.locator('h1:visible').first().innerText()).trim();
}

/** Clicks the first link that matches and is shown; it leads to a page whose heading says what the link says. */
async function follow(page, selector) {
  const link = page.locator(selector).filter({ visible: true }).first();
  const href = await link.getAttribute('href');
  const target = new URL(href, page.url()).href;
  const label = (await link.innerText()).trim();
  await link.click();
  await page.waitForURL(target);
  assert.equal(await heading(page), label, `the link "${label}" (${href}) leads to a page of that name`);
}

/** Asserts that the address points at a quotation with these words, that it is seen, and set apart. */
async function highlighted(page, words) {
  const target = page.locator(':target');
  await target.waitFor();
  const shown = await target.evaluate((element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('sup').forEach((number) => number.remove()); // notes and footnotes
    return copy.textContent;
  });
  // Where a cue stands in the middle of a quotation, the target is its first piece.
  const [piece, whole] = [squeeze(shown), squeeze(words)];
  assert.ok(piece.includes(whole) || (piece !== '' && whole.startsWith(piece)), `the target "${piece}" has the words "${whole}"`);
  const place = await target.boundingBox();
  const view = page.viewportSize();
  assert.ok(place.y >= 0 && place.y < view.height, `the target is in view: ${JSON.stringify(place)}`);
  const id = new URL(page.url()).hash.slice(1);
  const marked = await look(page, id);
  await page.goto(page.url().replace(/#.*/, '#content'));
  assert.notEqual(await look(page, id), marked, 'the quotation that was asked for looks different from the others');
}

/** Text without what depends on how its lines break. */
function squeeze(text) {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** What sets an element apart, as the browser computed it. */
function look(page, id) {
  return page.locator(`[id="${id}"]`).evaluate((element) => {
    const style = getComputedStyle(element);
    return [style.outlineStyle, style.outlineWidth, style.backgroundColor, style.boxShadow].join(' ');
  });
}
