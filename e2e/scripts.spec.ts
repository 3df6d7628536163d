import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectNoAxeFindings } from './expect-no-axe-findings.ts';
import { expect, test } from './fixtures.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';

/** A server that answers everything with one person. */
async function startPeople() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"id":"00u1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/people/me`, close: () => server.close() };
}

test('scripts of a collection run once they are looked at and allowed, also in a run of all of it', async ({
  page,
}) => {
  const people = await startPeople();
  const shell = new Shell(page);
  const imports = new ImportDialog(page);
  const request = new RequestTab(page);
  await shell.waitUntilReady();
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  const exec = [
    'postman.setGlobalVariable("personId", JSON.parse(responseBody).id);',
    'tests["has an id"] = true;',
    'tests["signs"] = CryptoJS.HmacSHA256("what do ya want for nothing?", "Jefe").toString().startsWith("5bdcc146");',
    'pm.test("is somebody else", () => pm.expect(pm.response.json().id).to.eql("00u2"));',
  ];
  const item = {
    name: 'Get me',
    request: { method: 'GET', url: people.url },
    event: [{ listen: 'test', script: { exec } }],
  };
  await imports.open();
  await imports.text(JSON.stringify({ info: { name: 'Scripted', schema }, item: [item] }));
  await imports.done();
  await expect(imports.dialog).toBeHidden();
  await request.expand('Scripted');
  await request.open('Get me');

  await request.send();
  await expect(request.response).toContainText('did not run');
  await request.response.getByRole('button', { name: 'Review scripts' }).click();
  const dialog = page.getByRole('dialog', { name: 'Scripts' });
  await expect(dialog).toContainText('postman.setGlobalVariable');
  await dialog.getByRole('button', { name: 'Allow this script' }).click();

  await request.send();
  await expect(request.response).not.toContainText('did not run');
  await request.response.getByRole('tab', { name: /Test Results/ }).click();
  const results = request.response.getByRole('region', { name: 'Test results' });
  await expect(results).toContainText('has an id');
  await expect(results).toContainText('signs');
  await expect(results.getByText('Failed', { exact: true })).toHaveCount(1);
  await expect(results).toContainText('{{personId}}');

  await page.getByRole('treeitem', { name: /Scripted/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Run…' }).click();
  const run = page.getByRole('region', { name: 'Run of Scripted' });
  await run.getByRole('button', { name: 'Run 1 request' }).click();
  await expect(run.getByRole('status')).toContainText('1 of 1 sent, 1 failed, 2 of 3 tests passed');
  await expect(run.getByRole('list', { name: 'Requests of the run' })).toContainText('is somebody else');
  people.close();
});

test('what is expected of an answer is said without a script, and a run counts it', async ({
  page,
  postern,
}) => {
  const people = await startPeople();
  const imported = await postern(['import', '-', '--json'], `curl '${people.url}'`);
  const [collection] = (JSON.parse(imported.stdout) as { collections: { name: string }[] }).collections;
  const shell = new Shell(page);
  const request = new RequestTab(page);
  await shell.waitUntilReady();
  await request.expand(collection?.name ?? '');
  await page.getByRole('treeitem', { name: /GET/ }).last().click();

  await page.getByRole('tab', { name: /Checks/ }).click();
  await page.getByRole('button', { name: 'Status is 200' }).click();
  await request.send();
  await request.line('"00u1"').hover();
  await page.getByRole('button', { name: 'Expect this value' }).click();
  const table = page.getByRole('table', { name: 'Checks' });
  await table.getByLabel('Expected, row 2').fill('00u2');
  await request.send();
  await expect(table.getByText('Passed', { exact: true })).toBeVisible();
  await expect(table.getByText('Failed', { exact: true })).toBeVisible();
  await request.response.getByRole('tab', { name: /Test Results/ }).click();
  await expect(request.response.getByRole('region', { name: 'Test results' })).toContainText('It is 00u1.');
  await expectNoAxeFindings(page);

  await page.keyboard.press('ControlOrMeta+s');
  await page
    .getByRole('treeitem', { name: collection?.name ?? '' })
    .first()
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Run…' }).click();
  const run = page.getByRole('region', { name: /^Run of/ });
  await run.getByRole('button', { name: 'Run 1 request' }).click();
  await expect(run.getByRole('status')).toContainText('1 of 1 sent, 1 failed, 1 of 2 tests passed');
  const data = { name: 'ids.csv', mimeType: 'text/csv', buffer: Buffer.from('id\n00u1\n00u2\n') };
  await run.getByLabel('Data file', { exact: true }).setInputFiles(data);
  await run.getByRole('button', { name: 'Run 1 request, 2 times' }).click();
  await expect(run.getByRole('status')).toContainText('2 of 2 sent, 2 failed');
  await expect(run.getByRole('group', { name: 'Rounds' })).toContainText('id: 00u2');
  await run.getByRole('button', { name: 'Previous round' }).click();
  await expect(run.getByRole('group', { name: 'Rounds' })).toContainText('Round 1 of 2');
  people.close();
});
