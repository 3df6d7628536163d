import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';
import { RequestEditor } from './pages/request-editor.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';

/** A document that wants to tell its server that it was opened, and whose page is one large link. */
const pdfOf = (address: string) => `%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(${address}/opened)>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 300 200]/A<</S/URI/URI(${address}/left)>>>>]>>endobj
trailer<</Root 1 0 R/Size 4>>
%%EOF`;

let server: Server;
let address: string;
const asked: string[] = [];
/** Sends another event over the stream that is open. */
let tellMore: () => void;

test.beforeEach(async () => {
  asked.length = 0;
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    if (url === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('event: added\nid: 7\ndata: {"name":"Ada"}\n\n');
      tellMore = () => void response.write('data: more\n\n');
    } else if (url === '/pdf')
      response.writeHead(200, { 'Content-Type': 'application/pdf' }).end(pdfOf(address));
    else {
      const headers = { 'Content-Type': 'application/json', Link: '</people/2>; rel="next"', 'X-Ask': url };
      response.writeHead(200, headers).end('{"id":"00u1","name":"Ada"}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('links of headers are followed, and an answer is looked at as before after another tab', async ({
  page,
}) => {
  const request = new RequestTab(page);
  const editor = new RequestEditor(page);
  await new Shell(page).waitUntilReady();
  await page.keyboard.press('Alt+N');
  await editor.url.fill(`${address}/people/1`);
  await editor.send.click();
  await request.expectStatus('200');
  await page.getByRole('button', { name: 'Filter by JSONPath' }).click();
  await page.getByRole('textbox', { name: 'JSONPath' }).fill('$.name');
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show the response beside' }).click();
  await expect(page.getByRole('textbox', { name: 'JSONPath' })).toHaveValue('$.name');
  await request.response.getByRole('tab', { name: 'Headers' }).click();

  await request.response.getByRole('link', { name: '/people/2' }).click();
  await expect(editor.url).toHaveValue(`${address}/people/2`);
  await expect.poll(() => asked).toEqual(['/people/1', '/people/2']);
  await expect(request.response.getByRole('tab', { name: 'Body', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  await page.keyboard.press('Alt+ArrowLeft');
  await expect(request.response.getByRole('cell', { name: '/people/1' })).toBeVisible();
  await request.response.getByRole('tab', { name: 'Body', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'JSONPath' })).toHaveValue('$.name');
});

test('a PDF document is shown when asked for, tells nobody, and does not take the place of the window', async ({
  page,
}) => {
  const editor = new RequestEditor(page);
  await new Shell(page).waitUntilReady();
  await page.keyboard.press('Alt+N');
  await editor.url.fill(`${address}/pdf`);
  await editor.send.click();
  const save = page.getByRole('button', { name: 'Save to a file' });
  await expect(save).toBeVisible();
  const hasViewer = await page.evaluate(() => navigator.pdfViewerEnabled);
  test.skip(!hasViewer, 'A browser without a viewer of its own offers the file alone.');
  await page.getByRole('button', { name: 'Show the document' }).click();
  const document = page.locator('iframe[title="PDF document"]');
  await expect(document).toBeVisible();
  await expect
    .poll(() => page.frames().some((frame) => frame.url().startsWith('chrome-extension:')))
    .toBe(true);

  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.type());
    void dialog.dismiss();
  });
  await expect
    .poll(async () => {
      // The viewer takes presses once it has drawn the page.
      await document.click({ force: true });
      return questions;
    })
    .toContain('beforeunload');
  await expect(document).toBeVisible();
  expect(asked).toEqual(['/pdf']);
});

test('the events of a stream show as they come, open to their data, and stay when it is stopped, in the history too', async ({
  page,
}) => {
  const request = new RequestTab(page);
  const editor = new RequestEditor(page);
  await new Shell(page).waitUntilReady();
  await page.keyboard.press('Alt+N');
  await editor.url.fill(`${address}/events`);
  await editor.send.click();
  const events = request.response.getByRole('list', { name: 'Events' });
  await events.getByRole('button', { name: /added.*id 7/ }).click();
  await expect(events.getByLabel('Data', { exact: true })).toHaveText('{\n  "name": "Ada"\n}\n');
  tellMore();
  await expect(request.response.getByText('2 events', { exact: true })).toBeVisible();
  await request.response.getByRole('button', { name: 'Stop' }).click();
  await request.expectStatus('200');
  await request.response.getByRole('searchbox', { name: 'Filter the events' }).fill('more');
  await expect(events.getByRole('listitem')).toHaveCount(1);
  await request.response.getByRole('combobox', { name: 'View' }).click();
  await page.getByRole('option', { name: 'Raw' }).click();
  await expect(request.line('data: more')).toBeVisible();

  await page.keyboard.press('Alt+Shift+H');
  await page.getByRole('button', { name: /^GET\s*\/events\s*200/ }).click();
  const kept = page.getByRole('region', { name: 'A send of the history' });
  await expect(kept.getByText('2 events', { exact: true })).toBeVisible();
  await kept.getByRole('button', { name: /#1 added.*id 7/ }).click();
  await expect(kept.getByLabel('Data', { exact: true })).toHaveText('{\n  "name": "Ada"\n}\n');
});
