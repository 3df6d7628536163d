import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { projectRoot } from '../scripts/project-root.mjs';
import { withBrowser } from './support/browser.mjs';
import { median } from './support/rounds.mjs';
import { withTemporaryFolder } from './support/temporary-folder.mjs';

/** A list of users, one line each or laid out, of so many megabytes. */
function* makeJson(megabytes, indent) {
  yield '[';
  let length = 1;
  for (let id = 0; length < megabytes * 1_000_000; id += 1) {
    const user = {
      id: `00u${id}`,
      status: 'ACTIVE',
      created: '2026-11-01T10:00:00.000Z',
      profile: {
        firstName: 'Ann',
        lastName: `Bell ${id}`,
        login: `ann.${id}@example.com`,
        score: 7,
      },
      tags: ['a', 'b'],
    };
    const text = JSON.stringify(user, undefined, indent);
    length += text.length + 2;
    yield (id === 0 ? '\n' : ',\n') + text;
  }
  yield ']';
}

/** A main thread that is busy for longer is felt. */
const longestTaskMsAllowed = 50;

/** Shows large JSON answers in the window, against a plain virtual viewer that is fed the same bytes in the same page. */
export async function measure({ smoke }) {
  const sizes = smoke ? [1] : [10, 50];
  const server = await startServer();
  try {
    return await withTemporaryFolder(async (folder) => {
      await importRequests(folder, server.address().port, sizes);
      const door = await startDoor(folder);
      try {
        return await withBrowser(async (browser) => {
          const rows = [];
          for (const size of sizes)
            rows.push(...(await measureSize(browser, door.address, size, smoke ? 1 : 5)));
          return rows;
        });
      } finally {
        door.child.kill('SIGTERM');
      }
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function measureSize(browser, address, size, rounds) {
  const { longestTaskCpuMs } = await measureOnce(browser, address, size, true);
  const results = [];
  for (let at = 0; at < rounds; at += 1) results.push(await measureOnce(browser, address, size, false));
  const of = (name) => median(results.map((result) => result[name]));
  const name = `viewer-${size}mb`;
  const ours = of('firstScreenMs');
  return [
    { name, ours, floor: of('fromMemoryMs'), target: 1.5, unit: 'ms' },
    // The floor reads all bytes from the door first, where the window reads what it shows.
    { name: `${name}-read`, ours, floor: of('withReadMs'), unit: 'ms' },
    { name: `${name}-heap`, ours: of('heapBytes') / 1e6, floor: of('floorHeapBytes') / 1e6, unit: 'MB' },
    { name: `${name}-task`, ours: longestTaskCpuMs, floor: longestTaskMsAllowed, target: 1, unit: 'ms' },
  ];
}

async function startServer() {
  const answer = async (request, response) => {
    const megabytes = Number(/(\d+)mb/.exec(request.url ?? '')?.[1] ?? 1);
    response.setHeader('content-type', 'application/json');
    let batch = '';
    for (const part of makeJson(megabytes, 2)) {
      batch += part;
      if (batch.length < 1_000_000) continue;
      if (!response.write(batch)) await new Promise((resolve) => response.once('drain', resolve));
      batch = '';
    }
    response.end(batch);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function startDoor(folder) {
  const child = spawn(
    process.execPath,
    [
      path.join(projectRoot, 'scripts', 'start.mjs'),
      '--web',
      '--no-open',
      `--workspace=${path.join(folder, 'workspace')}`,
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

async function importRequests(folder, port, sizes) {
  const file = path.join(folder, 'bench.postman_collection.json');
  const item = sizes.map((size) => ({
    name: `Get ${size} MB`,
    request: { method: 'GET', url: `http://127.0.0.1:${port}/${size}mb` },
  }));
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  await writeFile(file, JSON.stringify({ info: { name: 'Bench', schema }, item }));
  await promisify(execFile)(process.execPath, [
    path.join(projectRoot, 'scripts', 'postern.mjs'),
    'import',
    file,
    `--workspace=${path.join(folder, 'workspace')}`,
    `--profile=${path.join(folder, 'profile')}`,
  ]);
}

/** Runs in the page before everything: notes when the first line of a body is on screen. */
function watchPage() {
  window.waitForFirstScreen = () =>
    new Promise((resolve) => {
      const isThere = () =>
        document.querySelectorAll('[aria-label="Response body"] [class*="name"]').length > 5;
      const watch = () => (isThere() ? resolve(performance.now()) : requestAnimationFrame(watch));
      watch();
    });
}

/** Runs in the page: the floor. Reads, decodes, indexes and shows a text; only the lines in sight exist. */
async function showPlainly({ address, headers }) {
  const box = document.createElement('div');
  box.style.cssText =
    'position:fixed;inset:0;z-index:99;overflow:auto;background:#fff;font:12px monospace;white-space:pre';
  const began = performance.now();
  const bytes = await (await fetch(address, { headers })).arrayBuffer();
  const arrived = performance.now();
  const text = new TextDecoder().decode(bytes);
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const canvas = document.createElement('div');
  canvas.style.height = `${Math.min(starts.length * 20, 12_000_000)}px`;
  for (let line = 0; line < 60; line += 1) {
    const row = document.createElement('div');
    row.style.cssText = 'height:20px';
    row.textContent = text.slice(starts[line], starts[line + 1]);
    canvas.append(row);
  }
  box.append(canvas);
  document.body.append(box);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const shown = performance.now();
  window.plain = { box, text, starts };
  return { withReadMs: shown - began, fromMemoryMs: shown - arrived };
}

async function heapBytes(session) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

/** The longest task of the page's own thread in a trace, in thread time: what other programs take of the machine is not in it. */
function longestTaskMs(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid, tdur }) =>
      name.endsWith('RunTask') && threads.has(`${pid} ${tid}`) && tdur !== undefined,
  );
  return Math.max(0, ...tasks.map(({ tdur }) => tdur / 1_000));
}

async function scrollThrough(page, body) {
  await body.hover();
  for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, 900);
  await body.evaluate(async (element) => {
    for (let step = 1; step <= 40; step += 1) {
      element.scrollTop = (element.scrollHeight * step) / 40;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

/** One size, one fresh page: the product, then the floor over the same body. */
async function measureOnce(browser, address, size, isTraced) {
  const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  try {
    await page.addInitScript(watchPage);
    const session = await page.context().newCDPSession(page);
    let bodyRequest;
    page.on('request', (request) => {
      if (request.url().includes('/body/')) bodyRequest = request;
    });
    await page.goto(address);
    await page.getByRole('treeitem').filter({ hasText: 'Bench' }).first().waitFor();
    const folder = page.getByRole('treeitem').filter({ hasText: 'Bench' }).first();
    if ((await folder.getAttribute('aria-expanded')) !== 'true') await folder.click();
    await page
      .getByRole('treeitem')
      .filter({ hasText: `Get ${size} MB` })
      .first()
      .click();
    await page.waitForTimeout(500);
    const before = await heapBytes(session);
    await page.evaluate(() => {
      window.firstScreen = window.waitForFirstScreen();
      // The answer is in the window when its status is: what follows is the viewer's.
      window.answered = new Promise((resolve) => {
        const watch = () =>
          document.querySelector('[role="status"][aria-label="Outcome"]')
            ? resolve(performance.now())
            : requestAnimationFrame(watch);
        watch();
      });
    });
    const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
    if (isTraced) await browser.startTracing(page, { categories });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const { answered, shown } = await page.evaluate(async () => ({
      shown: await window.firstScreen,
      answered: await window.answered,
    }));
    const bar = page.getByRole('button', { name: 'Lay out the rest' });
    const body = page.getByRole('region', { name: 'Response body' });
    await page.waitForFunction(() => !document.querySelector('[aria-label="Laying out the body"]'), null, {
      timeout: 120_000,
    });
    if (await bar.isVisible()) await bar.click();
    await page.waitForFunction(() => !document.querySelector('[aria-label="Laying out the body"]'), null, {
      timeout: 120_000,
    });
    await scrollThrough(page, body);
    await page.getByRole('searchbox', { name: 'Search in the body' }).fill('bell 9');
    await page.getByRole('status').filter({ hasText: / of / }).first().waitFor();
    await page
      .getByRole('button', { name: 'Stop searching' })
      .waitFor({ state: 'detached', timeout: 120_000 });
    if (isTraced) return { longestTaskCpuMs: longestTaskMs(await browser.stopTracing()) };
    const heap = (await heapBytes(session)) - before;
    const headers = await bodyRequest.allHeaders();
    const floor = await page.evaluate(showPlainly, {
      address: new URL(bodyRequest.url()).pathname,
      headers: { authorization: headers.authorization },
    });
    const withFloor = (await heapBytes(session)) - before - heap;
    return {
      firstScreenMs: shown - answered,
      heapBytes: heap,
      floorHeapBytes: withFloor,
      ...floor,
    };
  } finally {
    await page.close();
  }
}
