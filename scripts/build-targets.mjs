import path from 'node:path';
import { projectRoot } from './project-root.mjs';

const at = (...parts) => path.join(projectRoot, ...parts);

/** The options of a bundle that runs on Node or in Electron: everything inside, nothing but Electron left outside. */
function nodeBundle({ input, format = 'es', extension = 'mjs', split = true }) {
  return {
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input,
        external: ['electron'],
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunks/[name]-[hash].${extension}`,
          ...(split ? {} : { codeSplitting: false }),
        },
      },
    },
  };
}

async function rendererBundle() {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    root: at('renderer'),
    // Relative addresses: the same files are served from http://127.0.0.1 and from app://.
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      sourcemap: false,
      // The content security policy allows no data: fonts and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 8_000,
    },
  };
}

const tooling = ['package-lock.json', 'scripts/build.mjs', 'scripts/build-targets.mjs'];

/**
 * Everything that is built: where it goes, which file proves that it is there, which sources it comes from, and the Vite
 * options. Node bundles are split into chunks so that a command loads only what it uses.
 */
export const buildTargets = [
  {
    name: 'renderer',
    outDir: at('out', 'renderer'),
    outputs: [at('out', 'renderer', 'index.html')],
    inputs: ['core', 'renderer', ...tooling],
    config: rendererBundle,
  },
  {
    name: 'node',
    outDir: at('out', 'node'),
    outputs: [at('out', 'node', 'web.mjs'), at('out', 'node', 'cli.mjs')],
    inputs: ['core', 'main', ...tooling],
    ignore: (file) => file.startsWith('main/electron'),
    config: () => nodeBundle({ input: { web: at('main/web/main.ts'), cli: at('main/cli/main.ts') } }),
  },
  {
    name: 'sandbox-org',
    outDir: at('out', 'sandbox-org'),
    outputs: [at('out', 'sandbox-org', 'sandbox-org.mjs')],
    inputs: ['sandbox-org', ...tooling],
    config: () => nodeBundle({ input: { 'sandbox-org': at('sandbox-org/main.ts') } }),
  },
  {
    name: 'electron',
    outDir: at('out', 'electron'),
    outputs: [at('out', 'electron', 'main.mjs')],
    inputs: ['core', 'main', ...tooling],
    ignore: (file) => file.startsWith('main/web') || file.startsWith('main/cli'),
    config: () => nodeBundle({ input: { main: at('main/electron/main.ts') } }),
  },
  {
    name: 'preload',
    outDir: at('out', 'preload'),
    outputs: [at('out', 'preload', 'preload.cjs')],
    inputs: ['core/bridge.ts', 'preload', ...tooling],
    // A sandboxed preload is one CommonJS file that may require only Electron.
    config: () =>
      nodeBundle({
        input: { preload: at('preload/index.ts') },
        format: 'cjs',
        extension: 'cjs',
        split: false,
      }),
  },
];
