import path from 'node:path';
import { projectRoot } from '../scripts/project-root.mjs';
import { ensureBuilt } from '../scripts/setup.mjs';
import { withBrowser } from './support/browser.mjs';
import { startChild } from './support/child.mjs';
import { ensureProduct } from './support/product.mjs';
import { percentile } from './support/rounds.mjs';
import { prepareSampleHome } from './support/sample-home.mjs';
import { withTemporaryFolder } from './support/temporary-folder.mjs';

/** One frame of a screen with 60 of them: what a key may take of script. */
const frameMs = 16;
const words = 'get group 4321 items and request 17 of folder ';
const settleMs = 25;
/** Opening a field, the code editor's start included, is no typing. */
const openedMs = 1_000;

/** Script time of each key in the four fields that are typed into most, with ten thousand requests in the workspace. */
export async function measure({ smoke }) {
  await ensureProduct();
  await ensureBuilt(['renderer'], { quiet: true });
  return withTemporaryFolder(async (folder) => {
    const requests = smoke ? 60 : 10_000;
    const home = await prepareSampleHome(folder, requests);
    const { child, message } = await startChild('door.mjs', [
      home,
      path.join(projectRoot, 'out', 'renderer'),
    ]);
    try {
      const keys = smoke ? 3 : 200;
      return await withBrowser((browser) => measureFields(browser, message.address, requests, keys));
    } finally {
      child.kill();
    }
  });
}

async function measureFields(browser, address, requests, keys) {
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.goto(address);
  const name = `Request ${Math.floor(requests / 2) + 1}`;
  const search = page.getByLabel('Search collections');
  await search.fill(name);
  await page
    .getByRole('treeitem', { name: new RegExp(`${name}\\b`) })
    .last()
    .click();
  await search.fill('');
  const editor = page.getByRole('region', { name: 'Request', exact: true });
  const show = (part) =>
    editor.getByRole('tablist', { name: 'Request parts' }).getByRole('tab', { name: part }).click();
  const fields = {
    url: async () => editor.getByRole('textbox', { name: 'URL' }),
    headers: async () => {
      await show('Headers');
      return editor.getByRole('table').getByRole('textbox', { name: 'Value, row 1', exact: true });
    },
    body: async () => {
      await show('Body');
      return editor.getByRole('textbox', { name: 'Body' });
    },
    search: async () => search,
  };
  const session = await page.context().newCDPSession(page);
  // Time of the page's own thread: what other programs take of the machine is not in it.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const rows = [];
  for (const [field, open] of Object.entries(fields)) {
    const box = await open();
    await box.focus();
    await page.keyboard.press('End');
    if (keys > words.length) await page.waitForTimeout(openedMs);
    const p99 = percentile(await typeKeys(page, session, keys), 0.99);
    rows.push({ name: `typing-${field}`, ours: p99, floor: frameMs, target: 1, unit: 'ms' });
  }
  return rows;
}

/** Types one key after the other and gives the milliseconds of script each of them took. */
async function typeKeys(page, session, keys) {
  const times = [];
  let before = await scriptMs(session);
  for (let at = 0; at < keys; at += 1) {
    await page.keyboard.press(words[at % words.length] === ' ' ? 'Space' : words[at % words.length]);
    // What the key set going, such as a delayed search, counts too.
    await page.waitForTimeout(settleMs);
    const now = await scriptMs(session);
    times.push(now - before);
    before = now;
  }
  return times;
}

async function scriptMs(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'ScriptDuration');
  if (found === undefined) throw new Error('The browser does not tell the duration of scripts.');
  return found.value * 1_000;
}
