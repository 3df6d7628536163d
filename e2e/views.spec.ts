import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expectKeptSecrets, expectNoSecrets } from './expect-no-secrets.ts';
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

/**
 * How the window may look. Everything axe knows is asked in the first; in other themes whether it can be read, and in a
 * small window everything but that.
 */
const looks = [
  { name: 'light', colorScheme: 'light', contrast: 'no-preference', width: 1_440, height: 900 },
  { name: 'dark', colorScheme: 'dark', contrast: 'no-preference', width: 1_440, height: 900 },
  { name: 'contrast', colorScheme: 'dark', contrast: 'more', width: 1_440, height: 900 },
  { name: 'narrow', colorScheme: 'light', contrast: 'no-preference', width: 1_024, height: 640 },
] as const;
const readable = 'color-contrast';

/** What axe has to say about the window, or a part of it; each finding with the elements it means. */
async function axeFindings(page: Page, look: string, within: string | undefined): Promise<string[]> {
  // No view holds a frame of another origin, so axe need not open a page of its own for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (within !== undefined) axe.include(within);
  if (look === 'narrow') axe.disableRules([readable]);
  else if (look !== 'light') axe.withRules([readable]);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n')}`);
}

/** Looks at what is shown in every theme, and where it is the whole window once in a small one, without loading it anew. No secret stands in it. */
async function lookAt(page: Page, view: string, within?: string): Promise<void> {
  await expectNoSecrets(page, view);
  for (const { name, colorScheme, contrast, width, height } of looks) {
    if (name === 'narrow' && within !== undefined) continue;
    await page.emulateMedia({ colorScheme, contrast, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    const theme = contrast === 'more' ? 'contrast' : colorScheme;
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    if (picturesFolder !== undefined)
      await page.screenshot({ path: path.join(picturesFolder, `${view} ${name}.png`) });
    expect.soft(await axeFindings(page, name, within), `${view}, ${name}`).toEqual([]);
  }
  await page.setViewportSize({ width: 1_440, height: 900 });
}

const inDialog = '[role="dialog"]';
const inAnswer = 'section[aria-label="Response"]';
const inRequest = 'section[aria-label="Request"]';
const inSideBar = 'section[aria-label="Side bar"]';

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

/** Adds the sandbox org and sends its first request. */
async function sendListUsers(page: Page): Promise<void> {
  const request = new RequestTab(page);
  await page.getByRole('button', { name: 'Add its environment and collections' }).click();
  await expect(request.treeItem('Users (Sandbox Org)')).toBeVisible();
  await new Environments(page).pick('Sandbox Org');
  await request.expand('Users (Sandbox Org)');
  await request.expand('Basics');
  await request.open('List users');
  await request.send();
  await request.expectStatus('200');
  await expectKeptSecrets(page, 1);
}

test('axe finds nothing in the views of imports, environments and the frame', async ({ page }) => {
  // Axe looks three or four times at every view.
  test.slow();
  const imports = new ImportDialog(page);
  const environments = new Environments(page);
  const look = (view: string, within?: string) => lookAt(page, view, within);
  const add = page.getByRole('button', { name: 'Add its environment and collections' });
  await add.waitFor();
  await look('welcome');

  await imports.open();
  await expect(imports.dialog.getByRole('textbox', { name: 'Raw text or URL' })).toBeVisible();
  await look('import dialog', inDialog);
  await imports.files([material('example.environment'), material('people.postman_collection.json')]);
  await expect(imports.dialog.getByRole('button', { name: 'Clean up', exact: true })).toBeVisible();
  await look('import report', inDialog);
  await imports.done();

  await sendListUsers(page);
  await environments.quickLook();
  await expect(page.getByRole('cell', { name: /^http:\/\/127/ }).first()).toBeVisible();
  await look('quick look', inDialog);
  await environments.editFromQuickLook();
  await expect(environments.cell('Current Value', 1)).toBeVisible();
  await look('environment editor');
  await page.getByRole('button', { name: 'Environments', exact: true }).click();
  await expect(page.getByRole('button', { name: /Sandbox Org/ }).first()).toBeVisible();
  await look('environments', inSideBar);
  await page.getByRole('button', { name: 'Keys and tokens', exact: true }).click();
  await look('keys and tokens', inSideBar);

  await page.keyboard.press('Alt+Shift+H');
  await page.getByRole('button', { name: /^GET\s*List users\s*200/ }).click();
  await expect(page.getByRole('region', { name: 'A send of the history' })).toContainText('"id"');
  await look('history', 'main');
  await page.getByRole('button', { name: 'Cookies', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Cookies' })).toBeVisible();
  await look('cookies', inDialog);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await look('command palette', inDialog);
});

test('axe finds nothing in the views of a request and its answer', async ({ page }) => {
  test.slow();
  const request = new RequestTab(page);
  const editor = new RequestEditor(page);
  const look = (view: string, within?: string) => lookAt(page, view, within);
  await sendListUsers(page);
  await request.line('"id"').click();
  await look('answer, Body');
  for (const part of ['Headers', 'Cookies', 'Timeline']) {
    await request.response.getByRole('tab', { name: new RegExp(`^${part}`) }).click();
    await look(`answer, ${part}`, inAnswer);
  }
  await request.response.getByRole('tab', { name: 'Body', exact: true }).click();
  await request.sendAgain();
  const compare = page.getByRole('button', { name: 'Compare', exact: true });
  await compare.click();
  await page.getByRole('menuitem', { name: 'With the answer before' }).click();
  await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible();
  await look('comparison', inAnswer);
  await page.getByRole('button', { name: 'Close the comparison' }).click();
  await page.getByRole('combobox', { name: 'View' }).click();
  await page.getByRole('option', { name: 'Hex' }).click();
  await expect(request.line('5b 7b 22')).toBeVisible();
  await look('hex', inAnswer);

  await page.getByRole('button', { name: 'Save as example' }).click();
  await page.getByRole('button', { name: 'Save example' }).click();
  await page.getByRole('button', { name: '2 examples' }).click();
  const examples = page.getByRole('dialog', { name: 'Examples' });
  await expect(examples.getByRole('button', { name: /^Rename/ }).first()).toBeVisible();
  await look('examples', inDialog);
  await examples.getByRole('button', { name: '200 OK', exact: false }).first().click();
  await expect(page.getByRole('region', { name: 'Example', exact: true })).toBeVisible();
  await look('example', 'section[aria-label="Example"]');

  await page.getByRole('tab', { name: /List users/ }).click();
  await editor.show('What will be sent');
  await expect(editor.root.getByText('User-Agent')).toBeVisible();
  await look('what will be sent', inRequest);
  await editor.root.getByRole('button', { name: 'Code', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('curl');
  await look('code', inDialog);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Console', exact: true }).click();
  await page
    .getByRole('region', { name: 'Console', exact: true })
    .getByRole('button', { name: /users/ })
    .first()
    .click();
  await look('console', 'section[aria-label="Console"]');
  await page.getByRole('button', { name: 'Console', exact: true }).click();

  await editor.show('Authorization');
  await editor.root.getByRole('combobox', { name: 'Auth Type' }).click();
  await page.getByRole('option', { name: 'OAuth 2.0', exact: true }).click();
  await expect(editor.root.getByText('Configure New Token')).toBeVisible();
  await look('OAuth 2.0', inRequest);

  await editor.open('Get user by login');
  await editor.url.fill('{{url}}/api/v1/users/{{nobody}}');
  await look('request without answer', inRequest);
  await request.send();
  await expect(request.response).toContainText('ERR_VARIABLE_UNRESOLVED');
  await look('refused', inAnswer);

  await page.getByRole('treeitem', { name: /^Basics/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Run…' }).click();
  const run = page.getByRole('region', { name: 'Run of Basics' });
  await run.getByRole('button', { name: 'Only GET' }).click();
  await run.getByRole('button', { name: /^Run \d+ requests/ }).click();
  await expect(run.getByRole('status')).toContainText('sent');
  await run.getByRole('button', { name: /^List users$/ }).click();
  await expect(run.getByRole('region', { name: 'Answer to List users' })).toContainText('"id"');
  await look('run', 'section[aria-label="Run of Basics"]');
});

test('axe finds nothing in the settings and the checklist', async ({ page }) => {
  test.slow();
  await page.getByRole('button', { name: 'Step by step' }).click();
  const guide = page.getByRole('region', { name: 'Connect an Okta org' });
  for (const track of ['As a service', 'As a user']) {
    await guide.getByRole('tab', { name: track }).click();
    await lookAt(page, `checklist, ${track}`, 'section[aria-label="Connect an Okta org"]');
  }
  await page.keyboard.press('ControlOrMeta+,');
  const nav = page.getByRole('navigation', { name: 'Settings' });
  const sections = await nav.getByRole('listitem').allTextContents();
  expect(sections).toContain('Privacy');
  for (const name of sections) {
    await nav.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
    await lookAt(page, `settings, ${name}`, `section[aria-label="${name}"]`);
  }
});

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

  // A page that is made anew loses its scroll, its caret and what is open in it.
  await page.getByRole('region', { name: 'Editor' }).evaluate((node) => node.setAttribute('data-seen', ''));
  for (const width of [700, 1_440]) {
    await page.setViewportSize({ width, height: 640 });
    await expect(page.getByRole('separator', { name: 'Resize side bar' })).toHaveCount(width > 760 ? 1 : 0);
    await expect(page.getByRole('region', { name: 'Editor' })).toHaveAttribute('data-seen', '');
  }
});
