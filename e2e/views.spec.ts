import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { Environments } from './pages/environments.ts';
import { ImportDialog } from './pages/import-dialog.ts';
import { RequestEditor } from './pages/request-editor.ts';
import { RequestTab } from './pages/request-tab.ts';

const material = (name: string) => fileURLToPath(new URL(`material/${name}`, import.meta.url));

/** A folder for a picture of every view; none are taken without it. */
const picturesFolder = process.env['POSTERN_VIEW_PICTURES'];

// A trace would copy the whole window for every look that axe takes.
test.use({ withSandbox: true, trace: 'off' });

/** What axe has to say, each finding with the elements it means. */
async function axeFindings(page: Page): Promise<string[]> {
  // No view holds a frame of another origin, so axe need not open a page of its own for each look.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`);
}

/** Says whether the whole element is in the window and nothing lies over it. */
async function isUncovered(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return false;
    const inset = 3;
    return [left + inset, (left + right) / 2, right - inset].every((x) => {
      const found = document.elementFromPoint(x, (top + bottom) / 2);
      return found !== null && element.contains(found);
    });
  });
}

/** Leads through every view of the window, and calls back in each. */
async function visitEveryView(page: Page, look: (view: string) => Promise<void>): Promise<void> {
  const imports = new ImportDialog(page);
  const environments = new Environments(page);
  const request = new RequestTab(page);
  const editor = new RequestEditor(page);

  const add = page.getByRole('button', { name: 'Add its environment and collections' });
  await add.waitFor();
  await look('welcome');

  await imports.open();
  await expect(imports.dialog.getByRole('textbox', { name: 'Raw text or URL' })).toBeVisible();
  await look('import dialog');
  await imports.files([material('example.environment'), material('people.postman_collection.json')]);
  await expect(imports.dialog.getByRole('button', { name: 'Clean up', exact: true })).toBeVisible();
  await look('import report');
  await imports.done();

  await add.click();
  await expect(request.treeItem('Users (Sandbox Org)')).toBeVisible();
  await environments.pick('Sandbox Org');
  await environments.quickLook();
  await expect(page.getByRole('cell', { name: /^http:\/\/127/ }).first()).toBeVisible();
  await look('quick look');
  await environments.editFromQuickLook();
  await expect(environments.cell('Current Value', 1)).toBeVisible();
  await look('environment editor');

  await request.expand('Users (Sandbox Org)');
  await request.expand('Basics');
  await request.open('List users');
  await look('request without answer');
  await request.send();
  await request.expectStatus('200');
  await request.line('"id"').click();
  await look('answer, Body');
  for (const part of ['Headers', 'Cookies', 'Timeline']) {
    await request.response.getByRole('tab', { name: new RegExp(`^${part}`) }).click();
    await look(`answer, ${part}`);
  }

  await editor.show('Authorization');
  await editor.root.getByRole('combobox', { name: 'Auth Type' }).click();
  await page.getByRole('option', { name: 'OAuth 2.0', exact: true }).click();
  await expect(editor.root.getByText('Configure New Token')).toBeVisible();
  await look('OAuth 2.0');

  await editor.open('Get user by login');
  await editor.url.fill('{{url}}/api/v1/users/{{nobody}}');
  await request.send();
  await expect(request.response).toContainText('ERR_VARIABLE_UNRESOLVED');
  await look('refused');

  await page.getByRole('button', { name: 'Environments', exact: true }).click();
  await expect(page.getByRole('button', { name: /Sandbox Org/ }).first()).toBeVisible();
  await look('environments');
  await page.getByRole('button', { name: 'Keys and tokens', exact: true }).click();
  await look('keys and tokens');
  await page.keyboard.press('ControlOrMeta+,');
  await expect(page.getByRole('tab', { name: /Settings/ })).toBeVisible();
  await look('settings');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await look('command palette');
}

const windows = [
  { name: 'light', colorScheme: 'light', width: 1_440, height: 900 },
  { name: 'dark', colorScheme: 'dark', width: 1_440, height: 900 },
  { name: 'narrow', colorScheme: 'light', width: 1_024, height: 640 },
] as const;

for (const { name, colorScheme, width, height } of windows) {
  test(`axe finds nothing in any view, ${name}`, async ({ page }) => {
    // Axe looks at the whole window in every view.
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await visitEveryView(page, async (view) => {
      if (picturesFolder !== undefined)
        await page.screenshot({ path: path.join(picturesFolder, `${name} ${view}.png`) });
      expect.soft(await axeFindings(page), view).toEqual([]);
    });
  });
}

test('what is needed most is in sight in a small window', async ({ page }) => {
  const environments = new Environments(page);
  const request = new RequestTab(page);
  const editor = new RequestEditor(page);
  await page.setViewportSize({ width: 1_024, height: 640 });
  await page.getByRole('button', { name: 'Add its environment and collections' }).click();
  await environments.pick('Sandbox Org');
  await request.expand('Users (Sandbox Org)');
  await request.expand('Basics');
  await request.open('List users');
  await request.send();
  await request.expectStatus('200');
  const controls = {
    send: editor.send,
    save: editor.save,
    url: editor.url,
    picker: environments.picker,
    import: page.getByRole('button', { name: 'Import', exact: true }).first(),
    outcome: request.response.getByRole('status', { name: 'Outcome' }),
    body: request.response.getByRole('tab', { name: 'Body', exact: true }),
    timeline: request.response.getByRole('tab', { name: /^Timeline/ }),
  };
  for (const [name, control] of Object.entries(controls)) {
    await expect(control, name).toBeVisible();
    expect(await isUncovered(control), `${name} is wholly in sight`).toBe(true);
  }
});
