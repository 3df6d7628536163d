import { defineConfig } from '@playwright/test';
import type { DoorKind } from './e2e/fixtures.ts';
import { findElectron, whyNoDesktop } from './scripts/electron-binary.mjs';
import { findBrowser } from './scripts/find-browser.mjs';

const executablePath = await findBrowser();
const isRoot = process.getuid?.() === 0;
const hasDesktop = findElectron() !== undefined && whyNoDesktop() === undefined;

export default defineConfig<{ doorKind: DoorKind }>({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A machine that is busy with other work may miss a deadline once; what passes only then is reported as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'test-results/e2e.json' }],
  ],
  use: {
    browserName: 'chromium',
    viewport: { width: 1_440, height: 900 },
    // What cannot be clicked by then never will be; the limit of the whole test would be waited for otherwise.
    actionTimeout: 30_000,
    // Recording each run costs a third of its time; a failure is recorded when it is tried again, or with --trace on.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'web', use: { doorKind: 'web' } },
    ...(hasDesktop ? [{ name: 'electron', use: { doorKind: 'electron' as const } }] : []),
  ],
});
