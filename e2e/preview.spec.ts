import { expect, test } from './fixtures.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';
import { type PageServer, startPageServer } from './servers/page-server.ts';

/** Ways a page tries to run something or to tell its server that it was looked at. */
const hostilePage = `<!doctype html>
<base href="http://127.0.0.1:9/">
<meta http-equiv="refresh" content="0;url=/refresh">
<link rel="stylesheet" href="/style.css">
<style>@import url('/import.css'); body { background: url('/background.png') } @font-face { font-family: x; src: url('/font') }</style>
<h1 style="font-family: x">Hello from far away</h1>
<script>parent.document.title = 'hijacked'; fetch('/fetch');</script>
<script src="/script.js"></script>
<img src="/image.png" onerror="fetch('/onerror')">
<svg onload="fetch('/onload')"><script>fetch('/svg')</script></svg>
<iframe src="/frame"></iframe><object data="/object"></object><embed src="/embed">
<video src="/video" autoplay></video><input autofocus onfocus="fetch('/focus')">
<form action="/form" id="f"><button>Send it</button></form>
<a href="/link">Follow me</a> <a href="javascript:alert(1)">Run me</a> <a href="/top" target="_top">Leave</a>
`;

test.use({ offendsPolicy: true });

let server: PageServer;
let collection: string;

test.beforeEach(async ({ postern }) => {
  server = await startPageServer('');
  server.html = hostilePage.replaceAll('http://127.0.0.1:9/', server.address);
  const imported = await postern(['import', '-', '--json'], `curl '${server.address}page'`);
  const { collections } = JSON.parse(imported.stdout) as { collections: { name: string }[] };
  collection = collections[0]?.name ?? '';
});
test.afterEach(() => server.close());

test('a page of an answer is shown and can do nothing', async ({ page }) => {
  const shell = new Shell(page);
  const request = new RequestTab(page);
  await shell.waitUntilReady();
  await request.expand(collection);
  await page.getByRole('treeitem').filter({ hasText: 'page' }).last().click();
  await request.send();
  await request.expectStatus('200');

  const windows = page.context().pages().length;
  await request.response.getByRole('combobox').first().click();
  await page.getByRole('option', { name: 'Preview' }).click();
  const frame = page.frameLocator('iframe[title="Preview of the response"]');
  await expect(frame.getByRole('heading', { name: 'Hello from far away' })).toBeVisible();
  for (const name of ['Follow me', 'Run me', 'Leave']) {
    await frame
      .getByText(name)
      .click({ noWaitAfter: true, timeout: 2_000 })
      .catch(() => undefined);
  }
  // What is shown stays.
  await expect(frame.getByRole('heading', { name: 'Hello from far away' })).toBeVisible();
  await expect(page).toHaveTitle(/Postern$/);
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(page.context().pages()).toHaveLength(windows);
  expect(server.asked).toEqual(['/page']);

  // Its one picture comes when somebody asks for it, through Postern and into the page; nothing else does.
  await request.response.getByRole('button', { name: 'Load 1 picture' }).click();
  await expect(request.response.getByRole('button', { name: 'Leave pictures out' })).toBeVisible();
  const image = frame.locator('img');
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
  expect(await image.getAttribute('src')).toMatch(/^data:image\/png;base64,/);
  await expect(page).toHaveTitle(/Postern$/);
  expect(server.asked).toEqual(['/page', '/image.png']);
  await request.response.getByRole('button', { name: 'Leave pictures out' }).click();
  await expect(request.response.getByRole('button', { name: 'Load 1 picture' })).toBeVisible();
});
