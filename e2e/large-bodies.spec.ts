import { createServer, type Server } from 'node:http';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { RequestTab } from './pages/request-tab.ts';

const users = 20_000;

/** Some 10 MB in one line: 20,000 members, one of which holds a text of 3 MB. */
function makeLargeJson(): string {
  const list = Array.from({ length: users }, (_, id) => ({
    id: `00u${id}`,
    score: 1,
    profile: { login: `user.${id}@example.com`, note: 'x'.repeat(id === 0 ? 3_000_000 : 260) },
  }));
  return JSON.stringify({ users: list, last: 'the end' }).replaceAll(
    '"score":1,',
    '"score":12345678901234567890,',
  );
}

let server: Server;
let address = '';
test.beforeAll(async () => {
  const large = Buffer.from(makeLargeJson());
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"name":"é😀"}', 'utf16le')]);
  server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/large') response.end(large);
    else if (request.url === '/utf16') response.end(utf16);
    else if (request.url === '/xml') {
      response.setHeader('content-type', 'application/samlmetadata+xml');
      response.end('<users xmlns="urn:u"><user id="7"><name>Ann</name></user><user id="8"/></users>');
    } else {
      response.statusMessage = 'Fine, thank you. '.repeat(50);
      response.end(Buffer.from([0x22, 0x61, 0xff, 0x22]));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = typeof bound === 'object' ? `http://127.0.0.1:${bound?.port}` : '';
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test.beforeEach(async ({ folders, postern }) => {
  const file = path.join(folders.root, 'large.postman_collection.json');
  const item = ['large', 'utf16', 'xml', 'broken'].map((name) => ({
    name: `Get ${name}`,
    request: { method: 'GET', url: `${address}/${name}` },
  }));
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  await writeFile(file, JSON.stringify({ info: { name: 'Large', schema }, item }));
  expect((await postern(['import', file])).code).toBe(0);
});

/** A machine that is busy with other work lays out some hundred KB a second. */
const laidOut = { timeout: 40_000 };

test('a body of 10 MB in one line is laid out, searched, folded and never loaded whole', async ({ page }) => {
  test.slow();
  const request = new RequestTab(page);
  const body = request.response.getByRole('region', { name: 'Response body' });
  await request.expand('Large');
  await request.open('Get large');
  await request.send();
  await request.expectStatus('200');
  await expect(request.line('12345678901234567890')).toBeVisible();

  await test.step('search in all of it', async () => {
    const search = page.getByRole('searchbox', { name: 'Search in the body' });
    await search.fill(`USER.${users - 1}@`);
    await expect(page.getByText('1 of 1', { exact: true })).toBeVisible(laidOut);
    await expect(body.locator('mark[data-current]')).toBeInViewport(laidOut);
    await page.getByRole('button', { name: 'Match case' }).click();
    await expect(page.getByText('No match')).toBeVisible(laidOut);
    await page.getByRole('button', { name: 'Match case' }).click();
    await page.getByRole('button', { name: 'Regular expression' }).click();
    await search.fill('"the (end|start)"');
    await expect(body.locator('mark[data-current]')).toHaveText('"the end"', laidOut);
    await search.fill('');
  });

  await test.step('fold what is around 160,000 lines', async () => {
    await body.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(body.getByRole('button', { name: 'Fold line 2', exact: true })).toBeVisible();
    await page.keyboard.press('ArrowLeft');
    await expect(request.line('"last"')).toBeVisible(laidOut);
    await page.keyboard.press('ArrowRight');
    await expect(request.line('"last"')).toBeHidden();
  });

  await test.step('a text of 3 MB is clipped and shown on demand', async () => {
    const more = body.getByRole('button', { name: 'Show more' });
    await expect(body.getByText('2.9 MB in all')).toBeVisible();
    const shownLength = async () => (await body.innerText()).length;
    const before = await shownLength();
    await more.hover();
    await expect(body.getByRole('button', { name: 'Copy value' })).toBeVisible();
    const isOnTop = await more.evaluate((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === button;
    });
    expect(isOnTop, 'the actions of the line do not cover it').toBe(true);
    await more.click();
    await expect.poll(shownLength).toBeGreaterThan(before + 10_000);
  });

  await test.step('Raw shows the one line in pieces', async () => {
    await page.getByRole('combobox', { name: 'View' }).click();
    await page.getByRole('option', { name: 'Raw' }).click();
    await expect(body.getByText('{"users":[{"id":"00u0"')).toBeVisible();
    await expect(body.getByText('↪').first()).toBeVisible();
  });

  await test.step('Hex draws the rows in sight, of 600,000', async () => {
    await page.getByRole('combobox', { name: 'View' }).click();
    await page.getByRole('option', { name: 'Hex' }).click();
    await expect(request.line('7b 22 75 73 65 72 73 22')).toBeVisible();
    expect(await body.getByText(/^[0-9a-f]{8}$/).count()).toBeLessThan(200);
  });
});

test('charsets are found, named and can be changed', async ({ page }) => {
  const request = new RequestTab(page);
  await request.expand('Large');
  await request.open('Get utf16');
  await request.send();
  await expect(request.line('"é😀"')).toBeVisible();
  const charset = page.getByRole('combobox', { name: 'Character set' });
  await expect(charset).toHaveText('utf-16le, BOM');

  await test.step('filter, keep as an example, compare with it, and look at the bytes', async () => {
    await page.getByRole('button', { name: 'Filter by JSONPath' }).click();
    await page.getByRole('textbox', { name: 'JSONPath' }).fill('$.*');
    await expect(page.getByText('1 match', { exact: true })).toBeVisible();
    await expect(request.line('"name"')).toBeHidden();
    await page.getByRole('button', { name: 'Close the filter' }).click();
    await expect(request.line('"name"')).toBeVisible();
    await page.getByRole('button', { name: 'Save as example' }).click();
    await page.getByRole('button', { name: 'Save example' }).click();
    await expect(page.getByRole('button', { name: '1 example' })).toBeVisible();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByRole('menuitem', { name: 'With the example “200 OK”' }).click();
    await expect(page.getByText('The bodies are the same')).toBeVisible();
    await page.getByRole('button', { name: 'Close the comparison' }).click();
    await page.getByRole('combobox', { name: 'View' }).click();
    await page.getByRole('option', { name: 'Hex' }).click();
    await expect(request.line('ff fe 7b 00')).toBeVisible();
  });

  await test.step('filter XML by XPath', async () => {
    await request.open('Get xml');
    await request.send();
    await expect(request.line('<name>Ann</name>')).toBeVisible();
    await page.getByRole('button', { name: 'Filter by XPath' }).click();
    const path = page.getByRole('textbox', { name: 'XPath' });
    await path.fill('//user/@id');
    await expect(page.getByText('2 matches', { exact: true })).toBeVisible();
    await expect(request.line('<name>Ann</name>')).toBeHidden();
    await path.fill('//user[');
    await expect(page.getByText('A name is missing.')).toBeVisible();
  });

  await request.open('Get broken');
  await request.send();
  await expect(request.response.getByText('Some bytes are not valid utf-8')).toBeVisible();
  await expect(request.response.getByRole('tab', { name: 'Headers' })).toBeInViewport();
  await charset.click();
  await page.getByRole('option', { name: 'windows-1252' }).click();
  await expect(request.line('"aÿ"')).toBeVisible();
  await expect(request.response.getByText('Some bytes are not valid')).toBeHidden();
});
