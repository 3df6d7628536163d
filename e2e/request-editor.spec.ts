import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { editorTest } from './editor-test.ts';
import { expectNoAxeFindings } from './expect-no-axe-findings.ts';
import { expect, type Folders } from './fixtures.ts';
import type { RequestPart } from './pages/request-editor.ts';

const requestFile = ['postman', 'collections', 'Things', 'Get thing.request.yaml'];

async function writeWorkspace({ workspace }: Folders, address: string): Promise<void> {
  const collection = path.join(workspace, 'postman', 'collections', 'Things');
  const environments = path.join(workspace, 'postman', 'environments');
  await mkdir(path.join(collection, '.resources'), { recursive: true });
  await mkdir(environments, { recursive: true });
  await writeFile(
    path.join(collection, '.resources', 'definition.yaml'),
    [
      '$kind: collection',
      'auth:',
      '  type: bearer',
      '  credentials:',
      '    - key: token',
      "      value: '{{token}}'",
      'variables:',
      '  - key: size',
      "    value: '5'",
      '',
    ].join('\n'),
  );
  await writeFile(
    path.join(workspace, ...requestFile),
    [
      '$kind: http-request',
      "url: '{{url}}/things/:id?size={{size}}'",
      'method: GET',
      'queryParams:',
      '  - key: size',
      "    value: '{{size}}'",
      'pathVariables:',
      '  - key: id',
      "    value: '42'",
      'order: 1000',
      '',
    ].join('\n'),
  );
  await writeFile(
    path.join(environments, 'Local.environment.yaml'),
    `name: Local\nvalues:\n  - key: url\n    value: '${address}'\n    enabled: true\n  - key: token\n    value: abc\n    enabled: true\n`,
  );
}

const test = editorTest('Get thing', writeWorkspace);

test('sends exactly what the editor shows', async ({ editor, server, page }) => {
  await editor.method.fill('put');
  await editor.method.press('Enter');
  await editor.url.fill('{{url}}/things/:id?size={{size}}&q=a b');
  await editor.addRow('Query Params', 'tag', 'x&y');
  await editor.show('Headers');
  await editor.addRow('Headers', 'X-Mine', '{{size}} {{$randomInt}}');
  await editor.show('Body');
  await editor.root.getByRole('radio', { name: 'raw' }).check();
  await editor.typeBody('{"n": 12345678901234567890, "size": {{size}}}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(editor.root.getByText('200', { exact: true })).toBeVisible();

  const [sent] = server.received;
  expect(sent).toMatchObject({
    method: 'PUT',
    target: '/things/42?size=5&q=a%20b&tag=x%26y',
    body: '{"n": 12345678901234567890, "size": 5}',
  });
  expect(sent?.headers).toContainEqual(['Authorization', 'Bearer abc']);
  expect(sent?.headers).toContainEqual(['Content-Type', 'application/json']);
  expect(sent?.headers.find(([name]) => name === 'X-Mine')?.[1]).toMatch(/^5 \d+$/);
});

test('names what has no value, sends nothing, and takes the value right there', async ({
  editor,
  server,
  page,
}) => {
  await editor.url.fill('{{url}}/things/{{nobody}}');
  await expect(editor.beforeSending.getByRole('button', { name: '{{nobody}}' })).toBeVisible();
  await editor.url.press('Enter');
  await expect(editor.root.getByText('ERR_VARIABLE_UNRESOLVED')).toBeVisible();
  expect(server.received).toEqual([]);

  await editor.beforeSending.getByRole('button', { name: '{{nobody}}' }).click();
  const card = page.getByRole('dialog', { name: 'Variable nobody' });
  await card.getByLabel('Current Value').fill('7');
  await card.getByLabel('Current Value').press('Enter');
  await expect(editor.beforeSending).toBeHidden();
  await editor.send.click();
  await expect.poll(() => server.received.map(({ target }) => target)).toEqual(['/things/7']);
});

test('shows a variable where it stands, and changes it there, by pointer and by keyboard', async ({
  editor,
  page,
}) => {
  const box = await editor.url.boundingBox();
  if (box === null) throw new Error('The address is not on screen.');
  await page.mouse.move(box.x + 20, box.y + box.height / 2);
  const card = page.getByRole('dialog', { name: 'Variable url' });
  await expect(card.getByText('Environment', { exact: true })).toBeVisible();
  await expect(card.getByLabel('Current Value')).toHaveValue(/^http:\/\/127\.0\.0\.1:\d+$/);
  await card.getByLabel('Current Value').fill('http://127.0.0.1:1');
  // Working in the card keeps it open wherever the pointer goes.
  await page.mouse.move(5, 5);
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card).toBeHidden();

  await editor.url.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('F2');
  await expect(card.getByLabel('Current Value')).toHaveValue('http://127.0.0.1:1');
  await page.keyboard.press('Escape');
  await expect(editor.url).toBeFocused();
});

test('saves to the file, and never silently over somebody else’s edit', async ({ editor, folders }) => {
  const file = path.join(folders.workspace, ...requestFile);
  await editor.url.fill('{{url}}/things/:id?size=1');
  await editor.save.click();
  // The button is off while it saves, too: the file tells when it is done.
  await expect.poll(() => readFile(file, 'utf8')).toContain('size=1');
  await expect(editor.save).toBeDisabled();

  await editor.url.fill('{{url}}/things/:id?size=2');
  await writeFile(file, (await readFile(file, 'utf8')).replace('method: GET', 'method: HEAD'));
  const question = editor.root.getByRole('alert');
  await expect(question.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(editor.url).toHaveValue('{{url}}/things/:id?size=2');
  await question.getByRole('button', { name: 'Reload' }).click();
  await expect(editor.method).toHaveValue('HEAD');
  await expect(editor.url).toHaveValue('{{url}}/things/:id?size=1');
});

test('says which of two authorizations is sent', async ({ editor, server }) => {
  await editor.show('Authorization');
  await expect(editor.root.getByRole('combobox', { name: 'Auth Type' })).toHaveText(
    'Inherit auth from parent',
  );
  await expect(editor.root.getByText('Authorization: Bearer {{token}}')).toBeVisible();
  await editor.show('Headers');
  await editor.addRow('Headers', 'Authorization', 'SSWS mine');
  await expect(editor.beforeSending).toContainText('Remove one of them');
  await editor.send.click();
  await expect.poll(() => server.received.length).toBe(1);
  const sent = server.received[0]?.headers.filter(([name]) => name.toLowerCase() === 'authorization');
  expect(sent).toEqual([['Authorization', 'SSWS mine']]);
});

test('keeps a request that was never saved, and asks where to put it', async ({ editor, page, folders }) => {
  await page.keyboard.press('Alt+n');
  await editor.url.fill('{{url}}/fresh');
  await editor.save.click();
  const dialog = page.getByRole('dialog', { name: 'Save request' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Fresh');
  await dialog.getByRole('radiogroup', { name: 'Save in' }).getByText('Things', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('treeitem', { name: /Fresh/ })).toBeVisible();
  const file = path.join(folders.workspace, 'postman', 'collections', 'Things', 'Fresh.request.yaml');
  expect(await readFile(file, 'utf8')).toContain('/fresh');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible in every part, ${colorScheme}`, async ({ editor, page }) => {
    // Axe looks at the whole window ten times.
    test.slow();
    await page.emulateMedia({ colorScheme });
    // Another theme has other colours and nothing else.
    const rules = colorScheme === 'light' ? [] : ['color-contrast'];
    const parts: RequestPart[] = [
      'Params',
      'Authorization',
      'Headers',
      'Body',
      'Scripts',
      'Extract',
      'Docs',
      'Settings',
    ];
    for (const part of parts) {
      await editor.show(part);
      await expectNoAxeFindings(page, rules);
    }
    // The code editor is given colours of its own, which the system forces to be one: it must not fail over that.
    await editor.show('Scripts');
    await page.emulateMedia({ colorScheme, forcedColors: 'active', contrast: 'more' });
    await expect(editor.root.locator('.monaco-editor').first()).toBeVisible();
    await page.emulateMedia({ colorScheme, forcedColors: 'none', contrast: 'no-preference' });
    await editor.show('Headers');
    await editor.root.getByRole('button', { name: /headers are added when sent/ }).click();
    await expectNoAxeFindings(page, rules);
    await page.setViewportSize({ width: 1_024, height: 640 });
    await editor.url.fill('{{url}}/{{nobody}}');
    await expect(editor.beforeSending).toBeVisible();
    await expectNoAxeFindings(page, rules);
  });
}
