import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeBundle } from '../../scripts/build-targets.mjs';
import { withLock } from '../../scripts/file-lock.mjs';
import { createStamp } from '../../scripts/input-stamp.mjs';
import { projectRoot } from '../../scripts/project-root.mjs';

const outDir = path.join(projectRoot, 'out', 'bench');
/** What the figures use of the product, by the name of its bundle. */
const entries = {
  app: 'main/app.ts',
  'node-host': 'main/node-host.ts',
  'web-door': 'main/web/web-door.ts',
  scope: 'core/variables/scope.ts',
  'resolve-template': 'core/variables/resolve-template.ts',
};

const stamp = () =>
  createStamp({
    stampFile: path.join(projectRoot, 'out', '.stamps', 'bench.json'),
    inputs: ['core', 'main', 'bench/support/product.mjs', 'scripts/build-targets.mjs', 'package-lock.json'],
    ignore: (file) => /\.test\.tsx?$/.test(file),
    outputs: Object.keys(entries).map((name) => path.join(outDir, `${name}.mjs`)),
  });

/** Bundles the parts of the product that figures use, as the product itself is bundled, where that is not done yet. */
export async function ensureProduct() {
  if (stamp().isCurrent()) return;
  await withLock('bench', async () => {
    if (stamp().isCurrent()) return;
    process.env.NODE_ENV = 'production';
    const { build } = await import('vite');
    const input = Object.fromEntries(
      Object.entries(entries).map(([name, file]) => [name, path.join(projectRoot, file)]),
    );
    const bundle = nodeBundle({ input });
    await build({
      configFile: false,
      envDir: false,
      logLevel: 'warn',
      root: projectRoot,
      ...bundle,
      // A profile of a figure then tells whose lines took the time.
      build: { ...bundle.build, sourcemap: true, outDir, emptyOutDir: true, copyPublicDir: false },
    });
    stamp().write();
  });
}

/** Loads one of the bundles. */
export function loadProduct(name) {
  return import(pathToFileURL(path.join(outDir, `${name}.mjs`)).href);
}

/** Starts a Postern on folders below `home`; `call` gives the value of an operation or throws its refusal. */
export async function openProduct(home) {
  const [{ createApp }, { createNodeHost }] = await Promise.all([
    loadProduct('app'),
    loadProduct('node-host'),
  ]);
  return startProduct(createApp, createNodeHost, home);
}

/** As {@link openProduct}, with the bundles loaded before. */
export async function startProduct(createApp, createNodeHost, home) {
  const app = await createApp({
    host: createNodeHost('cli', path.join(projectRoot, 'out')),
    version: '0.0.0',
    profilePath: path.join(home, 'profile'),
    workspacePath: path.join(home, 'workspace'),
  });
  let calls = 0;
  return {
    app,
    async call(operation, input) {
      calls += 1;
      const reply = await app.dispatcher.call(`bench-${calls}`, operation, input);
      if (!reply.ok) throw new Error(`${operation}: ${reply.error.code} ${reply.error.message}`);
      return reply.value;
    },
  };
}
