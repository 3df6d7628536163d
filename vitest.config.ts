import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// A machine that is busy with other work may miss a deadline once; vitest reports what passed only then.
const retry = process.env['CI'] === undefined ? 0 : 1;

// The language service requires the CommonJS files of `graphql`, and a schema is good for one copy of them only.
const oneGraphql = {
  alias: [
    {
      find: /^graphql$/,
      replacement: fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url)),
    },
  ],
};

/*
 * On the Node side no module keeps a state from one test to the next, and each test makes its own folders and servers: a
 * process of its own for each file would cost more than the tests in it. The window has one store, so its files have one each.
 */
export default defineConfig({
  test: {
    // One worker for each core: they wait for files and sockets a good part of their time.
    maxWorkers: '100%',
    projects: [
      {
        resolve: oneGraphql,
        test: {
          name: 'core',
          retry,
          environment: 'node',
          include: ['core/**/*.test.ts'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        resolve: oneGraphql,
        test: {
          name: 'node',
          retry,
          environment: 'node',
          include: ['{main,preload,sandbox-org,script-runner,scripts}/**/*.test.ts'],
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        resolve: oneGraphql,
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
