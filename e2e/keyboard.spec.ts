import { expect, test } from './fixtures.ts';
import { Environments } from './pages/environments.ts';
import { Keyboard } from './pages/keyboard.ts';
import { RequestTab } from './pages/request-tab.ts';

test.use({ withSandbox: true });

test('from an empty profile to the second request, with the keyboard alone', async ({ page }) => {
  // Hundreds of single presses, each looked at.
  test.slow();
  const keyboard = new Keyboard(page);
  const environments = new Environments(page);
  const request = new RequestTab(page);
  const body = request.response.getByRole('region', { name: 'Response body' });

  await test.step('add the environment and the collections of the sandbox org', async () => {
    const add = page.getByRole('button', { name: 'Add its environment and collections' });
    await add.waitFor();
    await keyboard.tabTo(add);
    await keyboard.press('Enter');
    await expect(page.getByRole('treeitem', { name: /Users \(Sandbox Org\)$/ })).toBeVisible();
  });

  await test.step('pick the environment', async () => {
    await keyboard.tabTo(environments.picker);
    await keyboard.press('Enter');
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await expect(environments.picker).toHaveText('No Environment');
    await keyboard.press('Enter');
    await keyboard.type('Sand');
    await keyboard.press('Enter');
    await expect(environments.picker).toHaveText('Sandbox Org');
    await expect(environments.picker).toBeFocused();
  });

  await test.step('open a request from the tree', async () => {
    await keyboard.moveInTreeTo(/Users \(Sandbox Org\)$/);
    await keyboard.press('ArrowRight');
    await keyboard.moveInTreeTo(/Basics$/);
    await keyboard.press('ArrowRight');
    await keyboard.moveInTreeTo(/Replace user$/);
    await keyboard.press('Shift+ArrowDown');
    await expect(page.locator('[role="treeitem"][aria-selected="true"]')).toHaveCount(2);
    await keyboard.press('Delete');
    const deleted = page.getByRole('treeitem', { name: /(Replace|Delete) user$/ });
    await expect(deleted).toHaveCount(0);
    const notice = page.getByRole('listitem').filter({ hasText: 'Deleted “' });
    await keyboard.tabTo(notice.getByRole('button', { name: 'Undo', exact: true }));
    await keyboard.press('Enter');
    await expect(deleted).toHaveCount(2);
    await keyboard.moveInTreeTo(/List users$/);
    await keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'URL', exact: true })).toHaveValue(/\/api\/v1\/users/);
  });

  await test.step('send it and walk through the answer', async () => {
    await keyboard.press('ControlOrMeta+Enter');
    await request.expectStatus('200');
    await expect(request.line('"Tony"')).toBeVisible();
    await keyboard.tabTo(body);
    const active = body.locator('[data-active]');
    await keyboard.pressUntil(
      'ArrowDown',
      async () => (await active.count()) === 1 && /"id":/.test(await active.innerText()),
      'No line has an id',
    );
    await expect(active).toBeInViewport();
  });

  await test.step('set the id as a variable', async () => {
    const line = body.locator('[data-active]');
    await keyboard.tabTo(line.getByRole('button', { name: 'Set as variable' }));
    await keyboard.press('Enter');
    const name = page.getByRole('textbox', { name: 'Variable', exact: true });
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('userId');
    await keyboard.press('Enter');
    await expect(page.getByText('{{userId}} is set in')).toBeVisible();
    await expect(line.getByRole('button', { name: 'Set as variable' })).toBeFocused();
  });

  await test.step('send the next request with it', async () => {
    await keyboard.press('Alt+Shift+R');
    await keyboard.moveInTreeTo(/Get user$/);
    await keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'URL', exact: true })).toHaveValue(/\/users\/:userId/);
    await keyboard.press('ControlOrMeta+Enter');
    await request.expectStatus('200');
    await expect(request.line('"login"')).toBeVisible();
  });
});
