import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { Shell } from './pages/shell.ts';

test('the checklist leads from an empty profile to the first 200, as a service', async ({ page }) => {
  test.slow();
  await new Shell(page).waitUntilReady();
  await page.getByRole('button', { name: 'Step by step' }).click();
  const guide = page.getByRole('region', { name: 'Connect an Okta org' });
  await guide.getByRole('tab', { name: 'As a service' }).click();
  const press = (name: string | RegExp) => guide.getByRole('button', { name, exact: true }).click();
  const done = (title: string, timeout = 45_000) =>
    expect(guide.getByRole('button', { name: new RegExp(`^done: ${title}`) })).toBeVisible({ timeout });

  await press('Use the sandbox org');
  // The org starts as a process of its own, and four collections are written.
  await done('Org URL answers', 90_000);
  await done('Collection');
  await press('Generate a key');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Service key');
  await page.getByRole('dialog').getByRole('button', { name: 'Generate', exact: true }).click();
  await guide.getByRole('button', { name: /App in Okta/ }).click();
  await press('Create the app…');
  const creation = page.getByRole('dialog', { name: 'Create the app in the org' });
  await creation.getByRole('button', { name: 'Create the app', exact: true }).click();
  await expect(creation.getByText('The app is ready')).toBeVisible();
  await creation.getByRole('button', { name: 'Close' }).last().click();
  await done('Public key in the app');
  await press(/^Set up OAuth 2\.0 on /);
  await done('OAuth 2.0 on the collection');
  await press('Get New Access Token');
  await page.getByRole('dialog', { name: 'Access token' }).getByRole('button', { name: 'Use Token' }).click();
  await done('Use Token');
  await press('Send the first request');
  await done('First 200');
  await page.reload();
  await expect(guide.getByRole('tab', { name: 'As a service', selected: true })).toBeVisible();
  await done('Use Token');
  await done('First 200');
});
