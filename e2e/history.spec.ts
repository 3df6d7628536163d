import type { Browser, Page } from '@playwright/test';
import { expect, test, type WebDoorProcess } from './fixtures.ts';
import { RequestEditor } from './pages/request-editor.ts';
import { RequestTab } from './pages/request-tab.ts';
import { startEchoServer } from './servers/echo-server.ts';

async function openWindow(browser: Browser, door: WebDoorProcess): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${door.address}#token=${door.token}`);
  await expect(page.getByRole('region', { name: 'Side bar' })).toBeVisible();
  return page;
}

test('what was sent stands in the console and the history, also after a restart, and no secret with it', async ({
  browser,
  startDoor,
}) => {
  const api = await startEchoServer();
  const door = await startDoor();
  const page = await openWindow(browser, door);
  const address = `${api.address}/sign-in`;

  await test.step('send with a typed secret, and see the exchange in the console', async () => {
    const editor = new RequestEditor(page);
    await page.keyboard.press('Alt+N');
    await editor.url.fill(address);
    await editor.show('Headers');
    await editor.addRow('Headers', 'X-Api-Key', 'typed-canary');
    await editor.send.click();
    await new RequestTab(page).expectStatus('200');
    expect(api.received[0]?.headers).toContainEqual(['X-Api-Key', 'typed-canary']);

    await page.getByRole('button', { name: 'Console', exact: true }).click();
    const console = page.getByRole('region', { name: 'Console', exact: true });
    await console.getByRole('button', { name: address }).click();
    await expect(console).toContainText('X-Api-Key:••••••••');
    await expect(console).toContainText('"answer-1"');
    await expect(console).not.toContainText('canary');
    await page.keyboard.press('Control+Alt+C');
    await expect(console).toBeHidden();
  });

  await test.step('see the cookie, its value only when asked for', async () => {
    await page.getByRole('button', { name: 'Cookies', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Cookies' });
    await expect(dialog.getByRole('row', { name: /^sid/ })).toContainText('HttpOnly');
    await expect(dialog).not.toContainText('cookie-canary');
    await dialog.getByRole('button', { name: 'Show the value of sid' }).click();
    await expect(dialog).toContainText('cookie-canary');
    await dialog.getByRole('button', { name: 'Delete sid' }).click();
    await expect(dialog).toContainText('No cookies');
  });
  await page.close();
  await door.stop();

  await test.step('open it from the history after a restart, and send it again', async () => {
    const later = await openWindow(browser, await startDoor());
    await later.keyboard.press('Alt+Shift+H');
    await later.getByRole('button', { name: /^GET\s*\/sign-in\s*200/ }).click();
    const send = later.getByRole('region', { name: 'A send of the history' });
    await expect(send).toContainText('"answer-1"');
    await send.getByRole('searchbox', { name: 'Search in the body' }).fill('ANSWER');
    await expect(send.getByText('1 of 1')).toBeVisible();
    await later.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => later.evaluate(() => navigator.clipboard.readText());
    await send.getByRole('button', { name: 'Copy body' }).click();
    await expect.poll(copied).toBe('{"id":"answer-1"}');
    await send.getByRole('button', { name: 'Copy', exact: true }).click();
    await later.getByRole('menuitem', { name: 'Copy as cURL' }).click();
    await expect.poll(copied).toContain("--header 'X-Api-Key: <secret>'");
    expect(await copied()).not.toContain('canary');
    await send.getByRole('tab', { name: 'Request', exact: true }).click();
    await expect(send).toContainText('X-Api-Key••••••••');
    await send.getByRole('button', { name: 'Resend' }).click();
    await expect(later.getByText(/Fill in Headers: X-Api-Key, then press Send/)).toBeVisible();
    expect(api.received).toHaveLength(1);
    const editor = new RequestEditor(later);
    await expect(editor.url).toHaveValue(address);
    await editor.send.click();
    await new RequestTab(later).expectStatus('200');
    await expect(later.getByRole('button', { name: /^GET\s*\/sign-in\s*200/ })).toHaveCount(2);
    await later.close();
  });
  await api.close();
});
