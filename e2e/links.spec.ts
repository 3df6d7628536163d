import { expect, test } from './fixtures.ts';
import { RequestTab } from './pages/request-tab.ts';
import { Shell } from './pages/shell.ts';

test.use({ withSandbox: true });
test.slow();

test('follow a HAL link with its authorization, come back, turn the page, read all pages', async ({
  page,
}) => {
  const request = new RequestTab(page);
  const url = page.getByRole('textbox', { name: 'URL', exact: true });
  const { response } = request;
  await new Shell(page).waitUntilReady();

  await test.step('send a list with the API token of the collection', async () => {
    await page.getByRole('button', { name: 'Add its collections' }).click();
    // The import syncs the disk, which others may be writing to. Once it is through the first collection opens by itself:
    // a press before that could be one that closes it again.
    await expect(page.getByText(/^Added \d+ sandbox collections/)).toBeVisible({ timeout: 60_000 });
    await request.expand('Users (Sandbox Org)');
    await request.expand('Basics');
    await request.open('List users');
    await url.fill('{{url}}/api/v1/users?limit=5');
    await request.send();
    await request.expectStatus('200');
  });

  await test.step('follow the link of the first person', async () => {
    await response.getByRole('searchbox').fill('"href"');
    await response.getByRole('region', { name: 'Response body' }).getByRole('link').first().click();
    await expect(url).toHaveValue(/^\{\{url\}\}\/api\/v1\/users\/00u/);
    await request.expectStatus('200');
    await response.getByRole('searchbox').fill('lifecycle/suspend');
    await expect(request.line('lifecycle/suspend')).toBeVisible();
  });

  await test.step('a link that is no GET asks first', async () => {
    await request.line('lifecycle/suspend').click();
    const dialog = page.getByRole('dialog', { name: /suspend/ });
    await expect(dialog).toContainText('POST');
    await dialog.getByRole('button', { name: 'Open without sending' }).click();
    await expect(response).toContainText('No answer yet');
  });

  await test.step('go back to the answers before, without sending', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(url).toHaveValue(/^\{\{url\}\}\/api\/v1\/users\/00u/);
    await request.expectStatus('200');
    await response.getByRole('button', { name: 'Back to the answer before' }).click();
    await expect(url).toHaveValue('{{url}}/api/v1/users?limit=5');
    await expect(response.getByRole('button', { name: 'Next page' })).toBeVisible();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(url).toHaveValue(/^\{\{url\}\}\/api\/v1\/users\/00u/);
    await request.expectStatus('200');
    await page.keyboard.press('Alt+ArrowLeft');
  });

  await test.step('open the next page, and come back', async () => {
    await response.getByRole('button', { name: 'Next page' }).click();
    await expect(url).toHaveValue(/^\{\{url\}\}\/api\/v1\/users\?.*after=/);
    await request.expectStatus('200');
    await page.keyboard.press('Alt+ArrowLeft');
  });

  await test.step('read all pages into one list', async () => {
    await response.getByRole('button', { name: 'All pages' }).click();
    await page.getByRole('dialog', { name: 'All pages' }).getByRole('button', { name: 'Read pages' }).click();
    await expect(response).toContainText('That is the whole list.');
    await response.getByRole('button', { name: 'Show the first page' }).click();
    await expect(response.getByRole('button', { name: 'All pages' })).toBeVisible();
  });

  await test.step('see the rate limits by path', async () => {
    await page.getByRole('button', { name: /^rate limit \d+\/600/ }).click();
    const card = page.getByRole('dialog', { name: 'Rate limits' });
    await expect(card.getByRole('row', { name: /\/api\/v1\/users\/\{id\}/ })).toBeVisible();
  });
});
