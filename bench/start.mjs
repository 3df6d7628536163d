import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../scripts/project-root.mjs';
import { ensureBuilt } from '../scripts/setup.mjs';
import { buildBarePage } from './support/bare-page.mjs';
import { withBrowser } from './support/browser.mjs';
import { startChild } from './support/child.mjs';
import { ensureProduct } from './support/product.mjs';
import { interleave } from './support/rounds.mjs';
import { prepareSampleHome } from './support/sample-home.mjs';
import { withTemporaryFolder } from './support/temporary-folder.mjs';

const rendererPath = path.join(projectRoot, 'out', 'renderer');

/** From the navigation until search and tree can be used, of an empty workspace and a large one, against a bare React page. */
export async function measure({ smoke }) {
  await ensureProduct();
  await ensureBuilt(['renderer'], { quiet: true });
  return withTemporaryFolder(async (folder) => {
    const barePage = await buildBarePage(path.join(folder, 'bare-page'));
    const large = await prepareSampleHome(folder, smoke ? 60 : 10_000);
    const small = await prepareSampleHome(folder, 1);
    const doors = await Promise.all(
      [
        [path.join(folder, 'no-home'), barePage],
        [small, rendererPath],
        [large, rendererPath],
      ].map((args) => startChild('door.mjs', args)),
    );
    try {
      const [bare, ...ours] = doors.map(({ message }) => message.address);
      const rows = await withBrowser((browser) => measureStarts(browser, bare, ours, smoke ? 1 : 9));
      // Without a target: a bare page is no measure for the size of an application.
      const scripts = { ours: firstKilobytes(rendererPath), floor: firstKilobytes(barePage) };
      return [...rows, { name: 'start-scripts', ...scripts, unit: 'kB' }];
    } finally {
      for (const { child } of doors) child.kill();
    }
  });
}

async function measureStarts(browser, bare, [small, large], rounds) {
  const open = (address) => () => timeToInteractive(browser, address);
  // Once each, so that nobody pays for a cold disk.
  for (const address of [bare, small, large]) await timeToInteractive(browser, address);
  return [
    { name: 'start', ...(await interleave(rounds, open(small), open(bare))), target: 2, unit: 'ms' },
    { name: 'start-10000', ...(await interleave(rounds, open(large), open(bare))), target: 2, unit: 'ms' },
  ];
}

/** In milliseconds since the navigation began, in a context with nothing in its cache. */
async function timeToInteractive(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => {
      globalThis.whenInteractive = new Promise((resolve) => {
        const look = () => {
          const isThere = ['input', '[role=treeitem]'].every((part) => document.querySelector(part) !== null);
          if (!isThere) return;
          observer.disconnect();
          resolve({
            ms: performance.now(),
            loaded: performance.getEntriesByType('resource').map(({ name }) => name),
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true });
      });
    });
    await page.goto(address, { waitUntil: 'commit' });
    const { ms, loaded } = await page.evaluate(() => globalThis.whenInteractive);
    if (loaded.some((url) => url.includes('monaco')))
      throw new Error('Monaco is loaded before it is needed.');
    return ms;
  } finally {
    await context.close();
  }
}

/** Size of the scripts the page names: its own and what that one imports, which everything waits for. */
function firstKilobytes(folder) {
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const scripts = Array.from(page.matchAll(/(?:src|href)="([^"]+\.js)"/g), ([, address]) => address);
  return scripts.reduce((sum, address) => sum + statSync(path.join(folder, address)).size, 0) / 1_000;
}
