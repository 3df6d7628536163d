import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { Shell } from './pages/shell.ts';
import { startPageServer } from './servers/page-server.ts';

test.skip(({ doorKind }) => doorKind !== 'web', 'The web door is tested in a browser.');

/** Whether somebody listens. */
function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

test('opens the window and takes the key out of the address', async ({ page }) => {
  const shell = new Shell(page);
  await expect(page).toHaveTitle(/Postern$/);
  await shell.waitUntilReady();
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  await page.reload();
  await shell.waitUntilReady();
});

test('shows nothing without the key', async ({ browser, startDoor }) => {
  const door = await startDoor();
  const page = await browser.newPage();
  await page.goto(door.address);
  await expect(page.getByText('ERR_CALL_UNAUTHORISED')).toBeVisible();
  await expect(new Shell(page).sideBar).toBeHidden();
  await page.close();
});

test('gives the browser it opens a code that works once, and no key', async ({
  browser,
  folders,
  startDoor,
}) => {
  test.skip(process.platform !== 'linux', 'The stand-in for the opener is a shell script called xdg-open.');
  const opener = path.join(folders.root, 'bin', 'xdg-open');
  const opened = path.join(folders.root, 'opened');
  await mkdir(path.dirname(opener));
  await writeFile(
    opener,
    `#!/bin/sh\nprintf '%s\\n' "$#" "$1" > '${opened}.new' && mv '${opened}.new' '${opened}'\n`,
  );
  await chmod(opener, 0o755);
  const env = { PATH: `${path.dirname(opener)}:${process.env['PATH'] ?? ''}`, DISPLAY: ':99' };
  const door = await startDoor([], { opensBrowser: true, env });
  await expect.poll(() => readFile(opened, 'utf8').catch(() => '')).not.toBe('');
  const [count, address = ''] = (await readFile(opened, 'utf8')).split('\n');
  expect(count).toBe('1');
  expect(address.startsWith(`${door.address}#code=`)).toBe(true);
  expect(address).not.toContain(door.token);

  const first = await browser.newPage();
  await first.goto(address);
  await new Shell(first).waitUntilReady();
  await expect(first).toHaveURL(door.address);
  const second = await (await browser.newContext()).newPage();
  await second.goto(address);
  await expect(second.getByText('ERR_CALL_UNAUTHORISED')).toBeVisible();
  await first.close();
  await second.close();
});

test('refuses another page of the same browser everything', async ({ browser, startDoor }) => {
  const door = await startDoor();
  const evil = await startPageServer('<!doctype html><title>evil</title>');
  const page = await browser.newPage();
  await page.goto(evil.address);
  const outcomes = await page.evaluate(async (address) => {
    const json = { 'content-type': 'application/json' };
    const attempts: [string, RequestInit][] = [
      ['', {}],
      ['', { mode: 'no-cors' }],
      ['api/call', { method: 'POST', body: '{}', mode: 'no-cors' }],
      ['api/call', { method: 'POST', body: '{}', headers: json }],
      ['api/events', {}],
      ['upload', { method: 'POST', body: new Blob(['x']), mode: 'no-cors' }],
    ];
    const fetches = attempts.map(([target, init]) =>
      fetch(`${address}${target}`, init).then(
        async (response) => `${response.type} ${await response.text()}`,
        () => 'refused',
      ),
    );
    const loads = ['img', 'script', 'iframe'].map(
      (name) =>
        new Promise<string>((resolve) => {
          const element = document.createElement(name) as HTMLImageElement | HTMLIFrameElement;
          element.addEventListener('error', () => resolve('refused'));
          element.addEventListener('load', () =>
            // A frame loads its own error page; nothing of ours may be in it.
            resolve(name === 'iframe' ? 'refused' : `${name} loaded`),
          );
          element.src = `${address}index.html`;
          document.body.append(element);
        }),
    );
    const socket = new Promise<string>((resolve) => {
      const attempt = new WebSocket(address.replace('http', 'ws'));
      attempt.addEventListener('error', () => resolve('refused'));
      attempt.addEventListener('open', () => resolve('socket open'));
    });
    const events = new Promise<string>((resolve) => {
      const source = new EventSource(`${address}api/events`);
      source.addEventListener('error', () => resolve('refused'));
      source.addEventListener('open', () => resolve('events open'));
    });
    return Promise.all([...fetches, ...loads, socket, events]);
  }, door.address);
  for (const outcome of outcomes) expect(['refused', 'opaque ']).toContain(outcome);
  for (const frame of page.frames().slice(1)) expect(await frame.content()).not.toContain('Postern');
  await page.close();
  await evil.close();
});

test('is gone within a second of being told to stop', async ({ startDoor }) => {
  const door = await startDoor(['--sandbox']);
  const port = Number(new URL(door.address).port);
  expect(await isOpen(port)).toBe(true);
  const startedAt = Date.now();
  await door.stop();
  expect(Date.now() - startedAt).toBeLessThan(1_000);
  expect(await isOpen(port)).toBe(false);
});
