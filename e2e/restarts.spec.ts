import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, type Folders, test } from './fixtures.ts';
import { RequestTab } from './pages/request-tab.ts';

test.skip(({ doorKind }) => doorKind !== 'web', 'A browser loads its windows anew; restarts the web door.');

/** How often the window is loaded anew; the check asks for 50. */
const reloads = Number(process.env['POSTERN_RELOADS'] ?? 8);

async function writeRequest({ workspace }: Folders, url: string): Promise<void> {
  const collection = path.join(workspace, 'postman', 'collections', 'Things');
  await mkdir(path.join(collection, '.resources'), { recursive: true });
  await writeFile(path.join(collection, '.resources', 'definition.yaml'), '$kind: collection\n');
  await writeFile(
    path.join(collection, 'Slow.request.yaml'),
    `$kind: http-request\nurl: '${url}'\nmethod: GET\norder: 1000\n`,
  );
}

const urlOf = (page: Page) => page.getByRole('textbox', { name: 'URL', exact: true });

test('a window that is loaded anew has its tabs, its edits, and the answer of what was under way', async ({
  browser,
  folders,
  startDoor,
}) => {
  const held: ServerResponse[] = [];
  const server = createServer((_request, response) => held.push(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await writeRequest(folders, `http://127.0.0.1:${port}/slow`);
  const door = await startDoor();
  const page = await browser.newPage();
  await page.goto(`${door.address}#token=${door.token}`);
  const request = new RequestTab(page);
  await request.expand('Things');
  await request.open('Slow');
  await request.send();
  await expect.poll(() => held.length).toBe(1);

  for (let count = 1; count <= reloads; count += 1) {
    const typed = `http://127.0.0.1:${port}/slow?n=${count}`;
    await urlOf(page).fill(typed);
    await page.reload();
    await expect(urlOf(page)).toHaveValue(typed, { timeout: 2_000 });
    await expect(page.getByRole('tab', { name: /Slow/ })).toHaveCount(1);
  }
  await expect(page.getByText('right after its start')).toHaveCount(0);

  held[0]?.end('the whole answer');
  await page.getByRole('button', { name: 'History', exact: true }).click();
  const sent = page.getByRole('region', { name: 'History' });
  await expect(sent.getByText('200')).toBeVisible();
  await page.close();
  server.close();
});

test('two windows keep what they typed when the Node side is restarted, and see each other’s save', async ({
  browser,
  folders,
  startDoor,
}) => {
  await writeRequest(folders, 'http://127.0.0.1:9/first');
  const first = await startDoor();
  const context = await browser.newContext();
  const pages = [await context.newPage(), await context.newPage()];
  for (const [index, page] of pages.entries()) {
    await page.goto(`${first.address}#token=${first.token}`);
    const request = new RequestTab(page);
    await request.expand('Things');
    await request.open('Slow');
    await urlOf(page).fill(`http://127.0.0.1:9/window-${index}`);
  }
  const [one, two] = pages as [Page, Page];
  first.process.kill('SIGKILL');
  // Typed while nobody hears it.
  await urlOf(two).fill('http://127.0.0.1:9/window-1/later');
  const second = await startDoor(['--port', new URL(first.address).port]);
  for (const page of pages) await page.goto(`${second.address}#token=${second.token}`);
  await expect(urlOf(one)).toHaveValue('http://127.0.0.1:9/window-0');
  await expect(urlOf(two)).toHaveValue('http://127.0.0.1:9/window-1/later');

  await one.keyboard.press('Control+s');
  await expect(two.getByText(/changed on disk/)).toBeVisible();
  await expect(urlOf(two)).toHaveValue('http://127.0.0.1:9/window-1/later');
  await context.close();
});
