import { expectNoAxeFindings } from './expect-no-axe-findings.ts';
import { test as base, expect } from './fixtures.ts';
import { RequestEditor } from './pages/request-editor.ts';
import { type GraphqlServer, schemaText, startGraphqlServer } from './servers/graphql-server.ts';

const test = base.extend<{ server: GraphqlServer }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
  server: async ({}, provide) => {
    const server = await startGraphqlServer();
    await provide(server);
    await server.close();
  },
});

test('a schema is got, completes and checks the query, is explored, and its field sent', async ({
  page,
  server,
}) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(page.url()).origin)) elsewhere.push(request.url());
  });
  await page.getByRole('button', { name: 'New request' }).first().click();
  const editor = new RequestEditor(page);
  await editor.method.fill('POST');
  await editor.method.press('Enter');
  await editor.url.fill(`${server.address}/closed`);
  await editor.show('Body');
  await editor.root.getByRole('radio', { name: 'GraphQL' }).click();
  const tools = editor.root.getByRole('group', { name: 'Schema' });

  // A server that tells nothing: a file does.
  await tools.getByRole('button', { name: 'Get schema' }).click();
  const alert = editor.root.getByRole('alert');
  await expect(alert).toContainText('ERR_GRAPHQL_INTROSPECTION_REFUSED');
  const chosen = page.waitForEvent('filechooser');
  await alert.getByRole('button', { name: 'Load schema from file…' }).click();
  await (
    await chosen
  ).setFiles({ name: 'shop.graphql', mimeType: 'text/plain', buffer: Buffer.from(schemaText) });
  await expect(tools.getByRole('button', { name: 'Schema file just now' })).toBeVisible();
  await expect(alert).toHaveCount(0);

  // Another address has a schema of its own.
  await editor.url.fill(`${server.address}/graphql`);
  await tools.getByRole('button', { name: 'Get schema' }).click();
  await expect(tools.getByRole('button', { name: 'Schema just now' })).toBeVisible();
  await tools.getByRole('button', { name: 'Schema explorer' }).click();
  const explorer = editor.root.getByRole('complementary', { name: 'Schema explorer' });
  await expect(explorer.getByRole('button', { name: 'product Product' })).toBeVisible();

  // Completion, with the words of the schema beside it; a wrong name is marked, a variable is not.
  const query = editor.root.getByRole('textbox', { name: 'GraphQL query' });
  await query.focus();
  await page.keyboard.type('{ product(id: {{id}}) { ti');
  const list = page.getByRole('listbox', { name: 'Suggest' });
  await expect(list.getByRole('option', { name: /^title/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type(' nobody');
  await expect(editor.root.locator('.squiggly-error')).toHaveCount(1);

  // Insert, by keyboard, makes an operation of an empty query.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await explorer.getByRole('searchbox').fill('product');
  await expect(explorer.getByRole('button', { name: 'me String' })).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(explorer.getByText("<script>document.title = 'run'</script>")).toBeVisible();
  await expectNoAxeFindings(page);
  await explorer.getByRole('button', { name: 'Insert' }).click();
  const variables = editor.root.getByRole('textbox', { name: 'GraphQL variables' });
  await variables.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText('{"id": "7"}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: 'Response body' })).toContainText('Product 7');
  expect(server.asked.map(({ operationName, variables: sent }) => [operationName, sent])).toEqual([
    ['IntrospectionQuery', undefined],
    ['IntrospectionQuery', undefined],
    ['IntrospectionQuery', undefined],
    [undefined, { id: '7' }],
  ]);

  // It is there after a reload, and nobody was asked for it again.
  await page.reload();
  await expect(tools.getByRole('button', { name: 'Schema just now' })).toBeVisible();
  await expect(explorer.getByRole('button', { name: 'product Product' })).toBeVisible();
  expect(server.asked).toHaveLength(4);
  expect(elsewhere).toEqual([]);
  await expect(page).not.toHaveTitle('run');
});
