import { expect, type Page } from '@playwright/test';
import { expectKeptSecrets, expectNoSecrets } from './expect-no-secrets.ts';
import { test } from './fixtures.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';

test.use({ withSandbox: true });

const collection = 'OAuth 2.0 (Sandbox Org)';

/** Adds the sandbox org's collections and gives the password that everybody in it has. */
async function addCollections(page: Page): Promise<{ password: string }> {
  await new Shell(page).waitUntilReady();
  const card = page.getByRole('region', { name: 'Sandbox org', exact: true });
  const password = await card.getByText(/^[a-z]+-[a-z]+-\d+$/).innerText();
  await page.getByRole('button', { name: 'Add its collections' }).click();
  await expect(page.getByRole('treeitem').filter({ hasText: collection })).toBeVisible();
  await expect(page.getByText(/^Added \d+ sandbox collections/)).toBeVisible();
  return { password };
}

/** Gives what was copied. Until it is there, the clipboard holds what another test left. */
async function copied(page: Page, mark: string): Promise<string> {
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toContain(mark);
  return read();
}

/** Opens the Authorization of a folder. */
async function openAuthorization(page: Page, folder: string): Promise<void> {
  await new RequestTab(page).expand(collection);
  const item = page.getByRole('treeitem', { name: folder, exact: true });
  await item.dblclick();
  await page.getByRole('tab', { name: 'Authorization', exact: true }).click();
}

test('as a user: sign in through the browser, use the token, send', async ({ page, browser, doorKind }) => {
  test.skip(doorKind !== 'web', 'The link is read from the clipboard of the browser.');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { password } = await addCollections(page);
  await openAuthorization(page, 'As a user');
  await page.getByRole('button', { name: 'Get New Access Token' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  const link = await copied(page, 'code_challenge');
  expect(new URL(link).searchParams.get('code_challenge_method')).toBe('S256');

  const signIn = await (await browser.newContext()).newPage();
  await signIn.goto(link);
  await signIn.getByLabel('Username').fill('tony.stark@sandbox.example');
  await signIn.getByLabel('Password').fill(password);
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await expect(signIn.getByText('Postern has the answer')).toBeVisible();
  await signIn.context().close();

  const dialog = page.getByRole('dialog', { name: 'Access token' });
  await expect(dialog).toContainText('okta.users.read');
  await expect(dialog).toContainText('expires in');
  await expectKeptSecrets(page, 2);
  await expectNoSecrets(page, 'the dialog of a token');
  await dialog
    .getByRole('button', { name: /^Show / })
    .first()
    .click();
  await expect(dialog.getByRole('textbox', { name: /token/i }).first()).toHaveValue(/\.ey|^[\w-]{20}/);
  await expect(expectNoSecrets(page, 'one that was asked for')).rejects.toThrow();
  await dialog.getByRole('button', { name: 'Use Token' }).click();
  const request = new RequestTab(page);
  await request.expand('As a user');
  await request.open('List users');
  await request.send();
  await request.expectStatus('200');
  await page.getByRole('button', { name: 'Console', exact: true }).click();
  for (const exchange of await page
    .getByRole('region', { name: 'Console' })
    .getByRole('button', { name: /token|users/ })
    .all())
    await exchange.click();
  await expectNoSecrets(page, 'an answer and the console');
});

test('as a service with DPoP: generate a key, register it, get a token, send', async ({ page, doorKind }) => {
  test.skip(doorKind !== 'web', 'The public key goes over the clipboard of the browser.');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await addCollections(page);
  await page.getByRole('button', { name: 'Keys and tokens' }).click();
  await page.getByRole('button', { name: 'Generate a key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Service key');
  await dialog.getByRole('button', { name: 'Generate', exact: true }).click();
  await dialog.getByRole('button', { name: 'Copy public JWK', exact: true }).click();
  const publicJwk = await copied(page, '"kty"');
  expect(Object.keys(JSON.parse(publicJwk) as object)).not.toContain('d');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Collections', exact: true }).click();

  const request = new RequestTab(page);
  const folder = 'As a service, with DPoP';
  await request.expand(collection);
  await page.getByRole('treeitem', { name: folder, exact: true }).click();
  await request.open('Add your public key');
  await page.getByRole('tab', { name: 'Body', exact: true }).first().click();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await request.send();
  await request.expectStatus('201');

  await openAuthorization(page, folder);
  await page.getByRole('combobox', { name: 'Key', exact: true }).click();
  await page.getByRole('option', { name: /Service key/ }).click();
  await page.getByRole('button', { name: 'Get New Access Token' }).click();
  const token = page.getByRole('dialog', { name: 'Access token' });
  await expect(token).toContainText('DPoP');
  await expectKeptSecrets(page, 4);
  await expectNoSecrets(page, 'the dialog of a token bound to a key');
  await token.getByRole('button', { name: 'Use Token' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Save', exact: true }).click();
  if ((await page.getByRole('treeitem').filter({ hasText: 'List groups' }).count()) === 0)
    await request.expand(folder);
  await request.open('List groups');
  await request.send();
  await request.expectStatus('200');
  await page.keyboard.press('Alt+Shift+H');
  await page
    .getByRole('button', { name: /^GET\s*\/?.*groups/ })
    .first()
    .click();
  await expectNoSecrets(page, 'the history');
  await page.getByRole('button', { name: 'Keys and tokens' }).click();
  await expectNoSecrets(page, 'keys and tokens');
});
