/**
 * Takes the README's pictures from the running app: `node scripts/take-pictures.mjs` after `npm run build`.
 * Starts a web door with the sandbox org on temporary folders and leaves nothing behind but assets/screenshots.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright';
import { findBrowser } from './find-browser.mjs';
import { projectRoot } from './project-root.mjs';

const target = path.join(projectRoot, 'assets', 'screenshots');
const folder = await mkdtemp(path.join(tmpdir(), 'postern-pictures-'));

async function startDoor() {
  const child = spawn(
    process.execPath,
    [
      path.join(projectRoot, 'scripts', 'start.mjs'),
      '--web',
      '--no-open',
      '--sandbox',
      `--workspace=${path.join(folder, 'My APIs')}`,
      `--profile=${path.join(folder, 'profile')}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address !== undefined) return { child, address };
  }
  throw new Error('Postern ended before it was ready.');
}

async function openItem(page, ...names) {
  for (const name of names) {
    const item = page.getByRole('treeitem').filter({ hasText: name }).first();
    if ((await item.getAttribute('aria-expanded')) !== 'true') await item.click();
  }
}

async function takeAll(page) {
  const take = async (name) => {
    await page.waitForTimeout(400);
    await page.screenshot({ path: path.join(target, `${name}.png`) });
  };
  await page.getByText('running').first().waitFor();
  await take('welcome');
  await page.getByRole('button', { name: 'Add its collections' }).click();
  await page.getByRole('treeitem').filter({ hasText: 'Users (Sandbox Org)' }).first().waitFor();
  await page
    .getByRole('button', { name: /Dismiss|Close/ })
    .last()
    .click();
  await openItem(page, 'Users (Sandbox Org)', 'Basics', 'List users');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const body = page.getByRole('region', { name: 'Response body' });
  await body.getByText('"id"').first().click();
  await take('answer');
  await page.getByRole('button', { name: 'Set as variable' }).first().click();
  await take('set-as-variable');
}

await mkdir(target, { recursive: true });
const { child, address } = await startDoor();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  await page.goto(address);
  await takeAll(page);
  const dark = await browser.newPage({ viewport: { width: 1_280, height: 800 }, colorScheme: 'dark' });
  await dark.goto(address);
  await dark.getByRole('button', { name: 'Send', exact: true }).click();
  await dark.getByRole('region', { name: 'Response body' }).waitFor();
  await dark.waitForTimeout(400);
  await dark.screenshot({ path: path.join(target, 'dark.png') });
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
