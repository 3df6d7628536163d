import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';
import { Environments } from './pages/environments.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';

const material = (name: string) => fileURLToPath(new URL(`material/${name}`, import.meta.url));

test.use({ withSandbox: true });

/** What the sandbox card on the welcome page says. */
async function readSandboxCard(
  page: import('@playwright/test').Page,
): Promise<{ url: string; token: string }> {
  const card = page.getByRole('region', { name: 'Sandbox org', exact: true });
  await expect(card.getByText('running')).toBeVisible();
  const url = await card.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).innerText();
  await card.getByRole('button', { name: 'Show API token' }).click();
  const token = await card.getByText(/^00[\w-]{40}$/).innerText();
  return { url, token };
}

test('from an empty profile to a request that uses a value of an earlier answer', async ({ page }) => {
  const shell = new Shell(page);
  const imports = new ImportDialog(page);
  const environments = new Environments(page);
  const request = new RequestTab(page);
  await shell.waitUntilReady();
  const sandbox = await readSandboxCard(page);

  await test.step('import an environment and a collection', async () => {
    await imports.open();
    await imports.files([material('example.environment'), material('people.postman_collection.json')]);
    await expect(imports.dialog).toContainText('3 requests, 1 folder');
    await expect(imports.dialog).toContainText('environment, 3 variables');
    await imports.dialog.getByRole('radio', { name: 'API token' }).click();
    await expect(imports.dialog.getByRole('radio', { name: 'API token' })).toBeChecked();
    await imports.dialog.getByRole('button', { name: 'Clean up', exact: true }).click();
    await expect(imports.dialog).toContainText('Cleaned up');
    await imports.done();
  });

  await test.step('pick the environment, look into it, edit and save it', async () => {
    await environments.pick('{yourDomain}');
    await environments.quickLook();
    await expect(page.getByRole('cell', { name: 'https://{yourDomain}' }).first()).toBeVisible();
    await environments.editFromQuickLook();
    await environments.cell('Initial Value', 1).fill('https://example.invalid');
    await environments.cell('Current Value', 1).fill(sandbox.url);
    await environments.cell('Current Value', 2).fill(sandbox.token);
    await environments.save();
  });

  await test.step('send, and read the answer', async () => {
    await request.expand('People (Example)');
    await request.open('List people');
    await request.send();
    await request.expectStatus('200');
    await expect(request.line('"Tony"')).toBeVisible();
  });

  await test.step('turn an id into a variable', async () => {
    await request.line('"id"').click();
    await page.getByRole('button', { name: 'Set as variable' }).first().click();
    await expect(page.getByRole('textbox', { name: 'Variable', exact: true })).toHaveValue('userId');
    await page.getByRole('checkbox', { name: 'Keep as an extraction rule' }).check();
    await page.getByRole('button', { name: 'Set variable' }).click();
    await expect(page.getByText('{{userId}} is set in')).toBeVisible();
  });

  await test.step('send the next request with it', async () => {
    await request.expand('One person');
    await request.open('Get person');
    await request.send();
    await request.expectStatus('200');
    await expect(request.line('tony.stark@')).toBeVisible();
  });
});

test('an unresolved variable stops the request and is named', async ({ page }) => {
  const imports = new ImportDialog(page);
  const request = new RequestTab(page);
  await new Shell(page).waitUntilReady();
  await imports.open();
  await imports.text(await readFile(material('people.postman_collection.json'), 'utf8'));
  await expect(imports.dialog).toContainText('3 requests');
  await imports.done();
  await request.expand('People (Example)');
  await request.open('List people');
  await request.send();
  const names = request.response.getByRole('list', { name: 'Unresolved variables' });
  await expect(names).toContainText('url');
  await expect(names).toContainText('apikey');
  await expect(request.response).toContainText('ERR_VARIABLE_UNRESOLVED');
});

test('a file dropped anywhere on the window is imported, and can be taken back', async ({ page }) => {
  const imports = new ImportDialog(page);
  await new Shell(page).waitUntilReady();
  const text = await readFile(material('people.postman_collection.json'), 'utf8');
  const dataTransfer = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'people.json'));
    return transfer;
  }, text);
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await expect(imports.dialog).toContainText('3 requests, 1 folder');
  await imports.dialog.getByRole('button', { name: 'Undo import' }).click();
  await expect(imports.dialog).toBeHidden();
  await expect(page.getByRole('treeitem')).toHaveCount(0);
});

test('what cannot be imported is refused by name', async ({ page }) => {
  const imports = new ImportDialog(page);
  await new Shell(page).waitUntilReady();
  await imports.open();
  await imports.text('<!doctype html><title>Not found</title>');
  await expect(imports.dialog.getByRole('alert')).toContainText(/ERR_IMPORT_/);
});

test('edits survive a restart that nobody announced', async ({ browser, folders, startDoor, postern }) => {
  test.skip(test.info().project.name !== 'web', 'Restarts the web door.');
  const files = ['people.postman_collection.json', 'example.environment'];
  expect((await postern(['import', ...files.map(material)])).code).toBe(0);
  const first = await startDoor();
  const page = await browser.newPage();
  const request = new RequestTab(page);
  await page.goto(`${first.address}#token=${first.token}`);
  await request.expand('People (Example)');
  await request.open('List people');
  await page.getByRole('textbox', { name: 'URL', exact: true }).fill('{{url}}/api/v1/groups');

  await page.getByRole('treeitem', { name: /^One person/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Write a description' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('typed, never saved');
  await page.getByRole('button', { name: 'One person', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('A person');
  await page.keyboard.press('Enter');
  await expect(request.treeItem('A person')).toBeVisible();

  await page.getByRole('button', { name: 'Environments', exact: true }).click();
  await page.getByRole('button', { name: '{yourDomain}' }).first().click();
  const environments = new Environments(page);
  await page.getByRole('combobox', { name: 'Type, row 2' }).click();
  await page.getByRole('option', { name: 'secret', exact: true }).click();
  await environments.cell('Current Value', 2).fill('CANARY-typed');

  // No more than a second of typing may be lost.
  await page.waitForTimeout(1_000);
  first.process.kill('SIGKILL');
  await page.close();
  const names = await readdir(folders.profile, { recursive: true, withFileTypes: true });
  for (const entry of names.filter((each) => each.isFile()))
    expect(await readFile(path.join(entry.parentPath, entry.name), 'latin1')).not.toContain('CANARY-typed');

  const second = await startDoor();
  const reopened = await browser.newPage();
  await reopened.goto(`${second.address}#token=${second.token}`);
  await expect(new Environments(reopened).cell('Current Value', 2)).toHaveValue('CANARY-typed');
  await reopened.getByRole('tab', { name: /A person/ }).click();
  await expect(reopened.getByRole('region', { name: 'Folder' })).toContainText('typed, never saved');
  await reopened.getByRole('tab', { name: /List people/ }).click();
  await expect(reopened.getByRole('textbox', { name: 'URL', exact: true })).toHaveValue(
    '{{url}}/api/v1/groups',
  );
  await reopened.close();
});
