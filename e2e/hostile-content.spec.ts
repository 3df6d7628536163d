import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';
import { hostilePayloads } from './hostile-payloads.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';

const fewest = 1_285;
/** So many payloads are in the description of one item. */
const perDescription = 120;

let server: Server;
let address: string;
let asked: string[];
let payloads: string[];

/** What is legal in a header line. */
const line = (text: string) => text.replace(/[^\x20-\x7e]/g, ' ');

test.beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const [first = '', second = ''] = payloads;
    response.writeHead(403, line(second).slice(0, 200), {
      'content-type': 'application/json',
      'x-hostile': payloads.slice(0, 40).map(line),
      'set-cookie': `${encodeURIComponent(first)}=${line(second).replaceAll(/[;,\s"]/g, '')}`,
      'www-authenticate': `Bearer realm="${line(first).replaceAll('"', "'")}", error="insufficient_scope", error_description="${line(second).replaceAll('"', "'")}"`,
    });
    response.end(JSON.stringify({ errorCode: 'E0000006', errorSummary: first, errorCauses: [], payloads }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  payloads = hostilePayloads({ script: 'window.__ran=1', address: `${address}fetched` });
});
test.afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A collection with the payloads as names, descriptions, addresses, headers, variables and examples. */
function collection(): string {
  const chunks = Array.from({ length: Math.ceil(payloads.length / perDescription) }, (_, at) =>
    payloads.slice(at * perDescription, (at + 1) * perDescription),
  );
  return JSON.stringify({
    info: {
      name: `Hostile ${payloads[2]}`,
      description: payloads.slice(0, perDescription).join('\n\n'),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    variable: payloads.slice(0, 60).map((value, at) => ({ key: `v${at} ${value}`, value })),
    item: chunks.map((chunk, at) => ({
      name: `${at} ${chunk[0]}`,
      request: {
        method: 'GET',
        url: `${address}send?q=${encodeURIComponent(chunk[1] ?? '')}&r=${line(chunk[2] ?? '').replaceAll(/[\s#{}]/g, '')}`,
        description: chunk.join('\n\n'),
        header: chunk
          .slice(0, 20)
          .map((value) => ({ key: 'X-A', value: line(value), description: value, disabled: true })),
      },
    })),
  });
}

test('texts of others run nothing and fetch nothing, wherever they are shown', async ({ page, postern }) => {
  test.slow();
  expect(payloads.length).toBeGreaterThanOrEqual(fewest);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { origin } = new URL(page.url());
    if (!request.url().startsWith(origin) && !request.url().startsWith('blob:'))
      elsewhere.push(request.url());
  });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });

  const shell = new Shell(page);
  const request = new RequestTab(page);
  await shell.waitUntilReady();
  const start = page.url();
  const imported = await postern(['import', '-', '--json'], collection());
  expect(imported.code, imported.stderr).toBe(0);

  // Every description, in turn.
  await request.expand('Hostile');
  const items = page.getByRole('treeitem');
  const count = Math.ceil(payloads.length / perDescription);
  await expect(items).toHaveCount(count + 1);
  for (let at = 1; at <= count; at += 1) {
    await items.nth(at).click();
    await page.getByRole('tab', { name: /^Docs/ }).first().click();
    await expect(
      page
        .getByRole('tabpanel')
        .getByText(/__ran|fetched/)
        .first(),
    ).toBeAttached();
  }
  for (const tab of [/^Params/, /^Headers/, /^What will be sent/]) {
    await page.getByRole('tab', { name: tab }).first().click();
  }

  // An answer: its body, headers, cookies, the words of the refusal, and the history.
  await request.send();
  await request.expectStatus('403');
  for (const tab of ['Headers', 'Cookies', 'Timeline', 'Body']) {
    await request.response.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
  }
  await page.getByRole('button', { name: 'History' }).first().click();
  await expect(page.getByText('403').first()).toBeVisible();
  await page.getByRole('button', { name: 'Console' }).click();

  expect(asked.filter((path) => !path.startsWith('/send'))).toEqual([]);
  expect(asked).toHaveLength(1);
  expect(elsewhere).toEqual([]);
  expect(dialogs).toEqual([]);
  expect(page.url()).toBe(start);
  for (const frame of page.frames()) {
    expect(await frame.evaluate(() => (globalThis as { __ran?: number }).__ran)).toBeUndefined();
  }
});
