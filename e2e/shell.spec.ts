import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { RequestEditor } from './pages/request-editor.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';
import { startTlsServer } from './servers/tls-server.ts';

const material = (name: string) => fileURLToPath(new URL(`material/${name}`, import.meta.url));

test('previews, pins, and keys of one’s own', async ({ page }) => {
  const imports = new ImportDialog(page);
  const request = new RequestTab(page);
  const editor = new RequestEditor(page);
  const tabs = page.locator('[data-tab-id]').getByRole('tab');
  const names = async () => (await tabs.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
  await new Shell(page).waitUntilReady();
  await imports.open();
  await imports.files([material('people.postman_collection.json')]);
  await imports.done();
  await request.expand('People (Example)');

  await test.step('the next look takes the place of the last', async () => {
    await editor.open('List people');
    await expect(tabs).toHaveCount(1);
    await request.expand('One person');
    await editor.open('Get person');
    await expect(tabs).toHaveCount(1);
    await expect(tabs.first()).toHaveAccessibleDescription('Preview');
  });

  await test.step('an edit keeps it, and a pin puts it first', async () => {
    await editor.url.fill('https://edited.example/');
    await expect(tabs.first()).toHaveAccessibleDescription('Unsaved changes');
    await editor.open('List people');
    await expect(tabs).toHaveCount(2);
    await page.keyboard.press('Alt+P');
    await expect(tabs.first()).toHaveAccessibleDescription('Pinned');
    expect((await names())[0]).toContain('List people');
  });

  await test.step('other keys do what was chosen, and are shown', async () => {
    await page.keyboard.press('ControlOrMeta+,');
    await page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('button', { name: 'Shortcuts' })
      .click();
    await page.getByRole('button', { name: 'Change the keys of “Settings”' }).click();
    await page.keyboard.press('ControlOrMeta+K');
    await expect(page.getByRole('alert')).toContainText('Search or run a command');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Change the keys of “Pin or unpin tab”' }).click();
    await page.keyboard.press('Alt+Shift+X');
    await expect(page.getByRole('listitem').filter({ hasText: 'Pin or unpin tab' })).toContainText('X');
    await page.keyboard.press('Alt+P');
    await expect(tabs.filter({ hasText: 'Settings' })).not.toHaveAccessibleDescription('Pinned');
    await page.keyboard.press('Alt+Shift+X');
    await expect(tabs.filter({ hasText: 'Settings' })).toHaveAccessibleDescription('Pinned');
    await page.keyboard.press('ControlOrMeta+K');
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill('pin or');
    await expect(page.getByRole('option', { name: /Pin or unpin tab/ })).toContainText('X');
    await page.keyboard.press('Escape');
  });

  await test.step('a tab is dragged to another place, and not in front of a pinned one', async () => {
    const order = async () =>
      (await names()).map((name) => /Settings|List people|Get person/.exec(name)?.[0]);
    expect(await order()).toEqual(['List people', 'Settings', 'Get person']);
    const dragged = tabs.filter({ hasText: 'Get person' });
    await dragged.dragTo(tabs.filter({ hasText: 'Settings' }), { targetPosition: { x: 4, y: 10 } });
    await expect.poll(order).toEqual(['List people', 'Settings', 'Get person']);
    await page.keyboard.press('Alt+Shift+X');
    await dragged.dragTo(tabs.filter({ hasText: 'Settings' }), { targetPosition: { x: 4, y: 10 } });
    await expect.poll(order).toEqual(['List people', 'Get person', 'Settings']);
    await page.keyboard.press('Alt+Shift+X');
  });

  await test.step('a request is dragged into a folder, and back by Undo', async () => {
    const [listed, folder] = [request.treeItem('List people'), request.treeItem('One person')];
    await expect(listed).toHaveAttribute('aria-level', '2');
    await listed.dragTo(folder);
    await expect(listed).toHaveAttribute('aria-level', '3');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(listed).toHaveAttribute('aria-level', '2');
    await expect(listed).toHaveAttribute('aria-posinset', '1');
  });

  const separator = page.getByRole('separator', { name: 'Resize side bar' });
  const sideBar = page.getByRole('region', { name: 'Side bar' });
  const width = async () => Math.round((await sideBar.boundingBox())?.width ?? 0);

  await test.step('the side bar is as wide as it was made, by pointer and by key', async () => {
    const before = await width();
    await separator.hover();
    await page.mouse.down();
    const { x, y } = (await separator.boundingBox())!;
    await page.mouse.move(x + 80, y + 300);
    await page.mouse.up();
    await expect.poll(width).toBeGreaterThan(before + 70);
    await separator.press('Home');
    await expect.poll(width).toBe(200);
    await expect(separator).toHaveAttribute('aria-valuenow', /^1[0-9]$/);
    await separator.press('Shift+ArrowRight');
    await expect.poll(width).toBe(296);
  });

  await test.step('a new start has them again', async () => {
    await page.waitForTimeout(700);
    await page.reload();
    await expect(tabs).toHaveCount(3);
    await expect(tabs.first()).toHaveAccessibleDescription('Pinned');
    await expect.poll(width).toBe(296);
    await separator.dblclick();
    await expect.poll(width).toBe(288);
  });
});

test('a refused certificate is trusted for a day, shown, and refused again once removed', async ({
  page,
}) => {
  const server = await startTlsServer();
  const editor = new RequestEditor(page);
  const response = page.getByRole('region', { name: 'Response', exact: true });
  await new Shell(page).waitUntilReady();
  await page.keyboard.press('Alt+N');
  await editor.url.fill(server.url);
  await editor.send.click();
  await expect(response).toContainText('The certificate is self-signed.');
  await response.getByRole('button', { name: 'Trust this certificate until…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Trust this certificate?' });
  await expect(dialog).toContainText(`localhost:${server.port}`);
  await expect(dialog.getByRole('radio', { name: /^A day/ })).toBeChecked();
  await dialog.getByRole('button', { name: 'Trust and send again' }).click();
  await expect(response).toContainText('over TLS');

  await page.keyboard.press('ControlOrMeta+,');
  const settings = page.getByRole('navigation', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Security' }).click();
  await expect(page.getByRole('tabpanel')).toContainText(`localhost:${server.port} until`);
  await settings.getByRole('button', { name: 'Certificates' }).click();
  const remove = page.getByRole('button', { name: `Remove the exception for localhost:${server.port}` });
  await remove.click();
  await expect(remove).toHaveCount(0);
  await page.getByRole('tab', { name: /Untitled request/ }).click();
  await editor.send.click();
  await expect(response).toContainText('The certificate is self-signed.');
  await server.close();
});
