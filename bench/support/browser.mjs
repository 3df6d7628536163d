import { chromium } from 'playwright';
import { obtainBrowser } from '../../scripts/find-browser.mjs';

/** Runs work with a browser of its own. */
export async function withBrowser(work) {
  const browser = await chromium.launch({
    executablePath: await obtainBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}
