import { expectNoAxeFindings } from './expect-no-axe-findings.ts';
import { expect, test } from './fixtures.ts';
import { Environments } from './pages/environments.ts';
import { RequestEditor } from './pages/request-editor.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';
import { type EchoServer, startEchoServer } from './servers/echo-server.ts';

let server: EchoServer;
test.beforeEach(async () => {
  server = await startEchoServer();
});
test.afterEach(() => server.close());

test('values that are asked for, or come from a program, are chosen, sent and nowhere seen', async ({
  page,
}) => {
  const shell = new Shell(page);
  const environments = new Environments(page);
  const editor = new RequestEditor(page);
  const request = new RequestTab(page);
  await shell.waitUntilReady();
  const control = (name: string) =>
    page.getByRole('button', { name: new RegExp(`^Where the value of ${name} comes from`) });
  const choose = async (name: string, kind: string) => {
    await control(name).click();
    await page.getByRole('combobox', { name: 'Current Value', exact: true }).click();
    await page.getByRole('option', { name: kind }).click();
  };
  // Any program there is: this one prints what it is told, and no test needs one more on its path.
  const command = `'${process.execPath}' -e 'process.stdout.write("from-" + "the-manager")'`;

  await test.step('choose where they come from', async () => {
    await page.getByRole('button', { name: 'Environments' }).first().click();
    await page.getByRole('button', { name: 'New environment' }).first().click();
    await environments.cell('Variable', 'new').fill('clientSecret');
    await environments.cell('Variable', 'new').fill('otp');
    await page.getByRole('combobox', { name: 'Type, row 2' }).click();
    await page.getByRole('option', { name: 'secret' }).click();
    await choose('clientSecret', 'Got from a program');
    const field = page.getByRole('textbox', { name: 'Command' });
    await field.fill(`${command} | cat`);
    await expect(page.getByText('No shell runs here')).toBeVisible();
    await expectNoAxeFindings(page);
    await field.fill(command);
    await page.getByRole('button', { name: 'Done' }).click();
    await choose('otp', 'Asked for when sending');
    await page.getByRole('button', { name: 'Done' }).click();
    await environments.save();
    await expect(control('clientSecret')).toHaveAccessibleName(/not got yet$/);
    await expect(control('otp')).toHaveAccessibleName(/not asked yet$/);
    await page.getByRole('button', { name: 'Use this environment' }).click();
  });

  const dialog = page.getByRole('dialog', { name: 'A value is asked for' });
  await test.step('nothing is sent where the question is dismissed', async () => {
    await page.getByRole('button', { name: 'New request' }).first().click();
    await editor.url.fill(`${server.address}/x?otp={{otp}}&key={{clientSecret}}`);
    await editor.send.click();
    await expect(dialog).toContainText(new URL(server.address).host);
    await expect(dialog.getByLabel('otp', { exact: true })).toBeFocused();
    await expectNoAxeFindings(page);
    await page.keyboard.press('Escape');
    await expect(request.response).toContainText('ERR_VARIABLE_NOT_GIVEN');
    expect(server.received).toEqual([]);
  });

  await test.step('the answer is sent with what the program printed, and not asked for again', async () => {
    await editor.send.click();
    await dialog.getByLabel('otp', { exact: true }).fill('654321');
    await page.keyboard.press('Enter');
    await request.expectStatus('200');
    await request.sendAgain();
    expect(server.received.map(({ target }) => target)).toEqual([
      '/x?otp=654321&key=from-the-manager',
      '/x?otp=654321&key=from-the-manager',
    ]);
    const shown = await page.locator('body').innerText();
    expect(shown).not.toContain('654321');
    expect(shown).not.toContain('from-the-manager');
  });

  await test.step('forgotten, it is asked for again', async () => {
    await page.getByRole('tab', { name: 'New Environment' }).click();
    await expect(control('clientSecret')).toHaveAccessibleName(/, got$/);
    await control('otp').click();
    await page.getByRole('button', { name: 'Forget' }).click();
    await expect(control('otp')).toHaveAccessibleName(/not asked yet$/);
  });
});
