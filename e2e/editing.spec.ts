import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { editorTest } from './editor-test.ts';
import { expectNoAxeFindings } from './expect-no-axe-findings.ts';
import { expect, type Folders } from './fixtures.ts';
import { Environments } from './pages/environments.ts';

const description = `# Things

Takes \`size\`. See the [guide](https://docs.example/things), not [this](javascript:alert(1)).

<img src="https://spy.example/pixel.png"><script>document.title = "owned"</script>

![a picture](https://spy.example/picture.png)

| Name | Meaning |
| ---- | ------- |
| size | how many |
`;

async function writeWorkspace({ workspace }: Folders, address: string): Promise<void> {
  const collection = path.join(workspace, 'postman', 'collections', 'Things');
  const environments = path.join(workspace, 'postman', 'environments');
  await mkdir(path.join(collection, '.resources'), { recursive: true });
  await mkdir(environments, { recursive: true });
  const auth = ['auth:', '  type: bearer', '  credentials:', '    - key: token', "      value: '{{token}}'"];
  await writeFile(
    path.join(collection, '.resources', 'definition.yaml'),
    ['$kind: collection', ...auth, ''].join('\n'),
  );
  await writeFile(
    path.join(collection, 'Make thing.request.yaml'),
    [
      '$kind: http-request',
      "url: '{{url}}/things'",
      'method: POST',
      `description: ${JSON.stringify(description)}`,
      'body:',
      '  type: json',
      '  content: \'{"name": "first"}\'',
      'order: 1000',
      '',
    ].join('\n'),
  );
  await writeFile(
    path.join(environments, 'Local.environment.yaml'),
    `name: Local\nvalues:\n  - key: url\n    value: '${address}'\n    enabled: true\n  - key: token\n    value: token-canary\n    type: secret\n    enabled: true\n`,
  );
}

const test = editorTest('Make thing', writeWorkspace);

test('undo goes back over a save, a send and a look at another tab', async ({ editor, page }) => {
  await editor.show('Headers');
  await editor.addRow('Headers', 'X-Step', 'one');
  await editor.show('Body');
  await editor.typeBody('{"name": "second"}');
  await page.keyboard.press('ControlOrMeta+S');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(editor.root.getByText('200', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'New request' }).first().click();
  await page.getByRole('tab', { name: /Make thing/ }).click();
  await expect(editor.root.getByRole('code').getByText('second')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Z');
  await expect(editor.root.getByRole('code').getByText('first')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(editor.table('Headers').getByRole('textbox', { name: 'Header, row 1' })).toHaveValue('X-Step');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(editor.table('Headers').getByRole('textbox', { name: 'Header, row 1' })).toBeHidden();
  for (const keys of ['ControlOrMeta+Shift+Z', 'ControlOrMeta+Y', 'ControlOrMeta+Y'])
    await page.keyboard.press(keys);
  await expect(editor.root.getByRole('code').getByText('second')).toBeVisible();
  await expect(editor.save).toBeDisabled();
});

test('shows what will be sent and gives it as code, without the secret', async ({ editor, page, server }) => {
  await editor.show('What will be sent');
  const headers = page.getByRole('table', { name: 'Headers that will be sent' });
  const authorization = headers.getByRole('row', { name: /^Authorization/ });
  await expect(authorization).toContainText('Bearer ••••••••');
  await expect(authorization).toContainText('Authorization of Things');
  await expect(headers.getByRole('row', { name: /^Content-Length/ })).toContainText('17');
  await expect(
    page.getByRole('table', { name: 'Variables in use' }).getByRole('row', { name: /^url/ }),
  ).toContainText(server.address);
  expect(server.received).toEqual([]);
  await expectNoAxeFindings(page);

  await editor.root.getByRole('button', { name: 'Code', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Code' });
  const code = dialog.getByLabel('Code', { exact: true });
  await expect(code).toContainText("--header 'Authorization: Bearer <token>'");
  await expect(code).toContainText(`curl ${server.address}/things`);
  await expect(code).not.toContainText('canary');
  await dialog.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'Python (requests)' }).click();
  await expect(code).toContainText('import requests');
  await dialog.getByRole('switch', { name: 'Include secret values' }).check();
  await expect(code).toContainText('Bearer token-canary');
  await expectNoAxeFindings(page);
});

test('a secret that is for other hosts is not sent, and is once its host is added', async ({
  editor,
  page,
  server,
}) => {
  const environment = new Environments(page);
  const send = page.getByRole('region', { name: 'Request', exact: true }).getByRole('button', {
    name: 'Send',
    exact: true,
  });
  await environment.quickLook();
  await environment.editFromQuickLook();
  await page.getByRole('button', { name: 'Only for hosts of token: any host' }).click();
  const panel = page.getByRole('dialog', { name: 'Only for hosts: token' });
  await panel.getByRole('textbox', { name: 'Only for hosts' }).fill('api.example');
  await panel.getByRole('button', { name: 'Done' }).click();
  await environment.save();

  await page.getByRole('tab', { name: /Make thing/ }).click();
  await send.click();
  const refusal = page.getByRole('region', { name: 'Response', exact: true }).getByRole('alert');
  await expect(refusal).toContainText('ERR_SECRET_OTHER_HOST');
  await expect(refusal).toContainText('the secret "token" is only for api.example');
  await expect(refusal).not.toContainText('canary');
  expect(server.received).toEqual([]);

  await refusal.getByRole('button', { name: 'Open the environment' }).click();
  await page.getByRole('button', { name: 'Only for hosts of token: api.example' }).click();
  await panel.getByRole('button', { name: `Add ${new URL(server.address).host}` }).click();
  await panel.getByRole('button', { name: 'Done' }).click();
  await environment.save();
  await page.getByRole('tab', { name: /Make thing/ }).click();
  await send.click();
  await expect(editor.root.getByText('200', { exact: true })).toBeVisible();
  expect(server.received.at(-1)?.headers).toContainEqual(['Authorization', 'Bearer token-canary']);
});

test('shows docs without letting them do anything', async ({ editor, page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await editor.show('Docs');
  const docs = editor.root.getByRole('tabpanel', { name: 'Docs' });
  await expect(docs.getByRole('heading', { name: 'Things' })).toBeVisible();
  await expect(docs.getByRole('cell', { name: 'how many' })).toBeVisible();
  await expect(docs.getByRole('link')).toHaveText(['guide', 'a picture']);
  await docs.getByRole('link', { name: 'guide' }).hover();
  await expect(page.getByRole('tooltip', { name: 'https://docs.example/things' })).toBeVisible();
  await expect(docs.locator('img, script, iframe')).toHaveCount(0);
  await expectNoAxeFindings(page);
  await docs.getByRole('button', { name: 'Edit' }).click();
  await expect(docs.getByRole('textbox', { name: 'Description' })).toHaveValue(/<script>/);
  expect(asked.filter((url) => url.includes('spy.example'))).toEqual([]);
  expect(await page.title()).not.toContain('owned');
});

test('sends files that were chosen in a browser, which gives no paths', async ({
  editor,
  page,
  server,
  doorKind,
}) => {
  test.skip(doorKind === 'electron', 'Electron shows the chooser of the system, which no test can use.');
  await editor.show('Body');
  await editor.root.getByRole('radio', { name: 'binary' }).click();
  const file = editor.root.getByRole('textbox', { name: 'File', exact: true });
  const chooser = page.waitForEvent('filechooser');
  await editor.root.getByRole('button', { name: 'Choose File' }).click();
  await (
    await chooser
  ).setFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('name,age') });
  await expect(file).toHaveValue('people.csv');
  await expect(
    editor.root.getByText(/Postern keeps a copy of people\.csv.*profile.*body-files/),
  ).toBeVisible();
  await expectNoAxeFindings(page);
  await editor.send.click();
  await expect.poll(() => server.received.at(-1)?.body).toBe('name,age');
  await file.press('Backspace');
  await expect(file).toHaveValue('');

  await editor.root.getByRole('radio', { name: 'form-data' }).click();
  const rows = editor.table('Form data');
  await rows.getByRole('textbox', { name: 'Key, new row' }).fill('photos');
  await rows.getByRole('combobox', { name: 'Type, row 1' }).click();
  await page.getByRole('option', { name: 'File' }).click();
  const files = ['a', 'b'].map((name) => ({
    name: `${name}.png`,
    mimeType: 'image/png',
    buffer: Buffer.from(name),
  }));
  await rows.getByLabel('Files for Value, row 1').setInputFiles(files);
  await expect(rows.getByRole('textbox', { name: 'Value, row 1' })).toHaveValue('2 files: a.png, b.png');
  await editor.send.click();
  await expect
    .poll(() => server.received.at(-1)?.body)
    .toContain('filename="b.png"\r\nContent-Type: image/png');
});
