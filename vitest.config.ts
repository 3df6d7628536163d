import { defineConfig } from 'vitest/config';

// A machine that is busy with other work may miss a deadline once; vitest reports what passed only then.
const retry = process.env['CI'] === undefined ? 0 : 1;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          retry,
          environment: 'node',
          include: ['core/**/*.test.ts'],
          // Nothing in core keeps a state: a process of its own for each file would cost more than the tests in it.
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'node',
          retry,
          environment: 'node',
          include: ['{main,preload,sandbox-org,script-runner,scripts}/**/*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'renderer',
          retry,
          environment: 'happy-dom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
