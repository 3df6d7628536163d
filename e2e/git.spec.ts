import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expectNoAxeFindings } from './expect-no-axe-findings.ts';
import { expect, type Folders, test } from './fixtures.ts';

const request = 'postman/collections/Users/List users.request.yaml';

/** Makes the workspace a repository with one commit; nothing of the machine's Git is around it. */
async function prepare(folders: Folders): Promise<Record<string, string>> {
  const home = path.join(folders.root, 'home');
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, 'gitconfig'), '[user]\n\tname = Test\n\temail = test@example.test\n');
  const env = { HOME: home, GIT_CONFIG_GLOBAL: path.join(home, 'gitconfig'), GIT_CONFIG_NOSYSTEM: '1' };
  const file = path.join(folders.workspace, request);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(
    file,
    '$kind: http-request\nname: List users\nmethod: GET\nurl: https://a.test/users\norder: 1000\n',
  );
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folders.workspace, env: { ...process.env, ...env }, stdio: 'pipe' });
  git('init', '--quiet', '-b', 'main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
  return env;
}

test('a changed request is seen beside the requests, compared, discarded, brought back and committed', async ({
  browser,
  folders,
  startDoor,
}) => {
  test.skip(spawnSync('git', ['--version']).status !== 0, 'Git is not on this machine.');
  const door = await startDoor([], { env: await prepare(folders) });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${door.address}#token=${door.token}`);
  const panel = page.getByRole('region', { name: 'Changes since the last commit' });

  await test.step('edit and save a request', async () => {
    const tree = page.getByRole('tree');
    await tree.getByRole('treeitem', { name: 'Users' }).click();
    await tree.getByRole('treeitem', { name: /List users/ }).dblclick();
    const url = page.getByRole('textbox', { name: 'URL' });
    await url.fill('https://a.test/users?limit=5');
    await page.keyboard.press('Control+S');
  });

  await test.step('allow Git, and see the change', async () => {
    await page.getByRole('button', { name: 'Branch main: show changes' }).click();
    await panel.getByRole('button', { name: 'Use Git here' }).click();
    await panel.getByRole('button', { name: /List users.*changed/ }).click();
    const differences = page.getByRole('region', { name: 'Differences' });
    await expect(differences).toContainText('https://a.test/users?limit=5');
    await expectNoAxeFindings(page);
  });

  await test.step('discard it and bring it back', async () => {
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(panel).toContainText('No changes');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(panel.getByRole('button', { name: /List users.*changed/ })).toBeVisible();
  });

  await test.step('see it marked in the tree', async () => {
    await page.getByRole('button', { name: /^Collections/ }).click();
    const tree = page.getByRole('tree');
    await expect(
      tree.getByRole('treeitem', { name: /List users.*changed since the last commit/ }),
    ).toBeVisible();
    await expect(tree.getByRole('treeitem', { name: /^Users.*something inside changed/ })).toBeVisible();
    await page.getByRole('button', { name: 'Branch main: show changes' }).click();
  });

  await test.step('commit it', async () => {
    await panel.getByRole('textbox', { name: 'Message' }).fill('Ask for five');
    await expect(panel.getByRole('button', { name: 'Commit 1 file', exact: true })).toBeEnabled();
    // Of the open request these keys are those of Send.
    await page.getByRole('tab', { name: /GET\s*List users/ }).click();
    await panel.getByRole('textbox', { name: 'Message' }).press('Control+Enter');
    await expect(panel).toContainText('No changes');
    const log = execFileSync('git', ['log', '-1', '--format=%s'], {
      cwd: folders.workspace,
      encoding: 'utf8',
    });
    expect(log.trim()).toBe('Ask for five');
    await expect(page.getByText('No answer yet')).toBeVisible();
  });

  await test.step('find it in the log', async () => {
    await panel.getByRole('tab', { name: 'Log' }).click();
    await panel.getByRole('button', { name: /Ask for five.*Test/ }).click();
    await panel.getByRole('button', { name: /List users.*changed/ }).click();
    await expect(page.getByRole('region', { name: 'Differences' })).toContainText('users?limit=5');
    await expectNoAxeFindings(page);
  });
  await context.close();
});
