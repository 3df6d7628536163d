import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { licenceNotices } from './licence-notices.mjs';
import { projectRoot } from './project-root.mjs';

const at = (...parts) => path.join(projectRoot, ...parts);

/** The options of a bundle that runs on Node or in Electron: everything inside, nothing but Electron left outside. */
export function nodeBundle({ input, format = 'es', extension = 'mjs', split = true }) {
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

/**
 * Schemas are for the Node side, which judges every call: the window takes only types and functions of the files they
 * are in. Marked as what runs nothing else, they are left out; where one is used in the window, the build fails.
 */
function withoutSchemas() {
  return {
    name: 'without-schemas',
    transform: {
      order: 'pre',
      filter: { id: /\/core\/[^?]+\.ts$/, code: /Schema\b/ },
      handler(code) {
        const marked = schemasOf(this.parse(code, { lang: 'ts' }).body).reduceRight(
          (text, { start, end }) =>
            `${text.slice(0, start)}/* @__PURE__ */ (() => ${text.slice(start, end)})()${text.slice(end)}`,
          code,
        );
        return { code: marked, map: null };
      },
    },
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => Object.entries(chunk.modules ?? {}));
      if (!modules.some(([id, { code }]) => id.includes('/node_modules/zod/') && code)) return;
      const users = modules.filter(
        ([id, { code }]) => !id.includes('/node_modules/') && /Schema\b/.test(code ?? ''),
      );
      this.error(
        `Schemas are for the Node side; the window uses one of ${users.map(([id]) => id).join(', ')}.`,
      );
    },
  };
}

/** What the constants called `...Schema` of a file are made by. */
function schemasOf(statements) {
  return statements
    .map((statement) => statement.declaration ?? statement)
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap(({ declarations }) => declarations)
    .filter(({ id, init }) => init !== null && id.name?.endsWith('Schema') === true)
    .map(({ init }) => init);
}

async function rendererBundle() {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    root: at('renderer'),
    // Relative addresses: the same files are served from http://127.0.0.1 and from app://.
    base: './',
    plugins: [react(), withoutSchemas(), windowPreload()],
    worker: { format: 'es', plugins: () => [withoutSchemas(), licenceNotices('licences-[name].md')] },
    build: {
      target: 'es2023',
      sourcemap: false,
      // The content security policy allows no data: fonts and no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 8_000,
      rolldownOptions: {
        // A feature's list of exports runs nothing: who takes one name of it does not load the others.
        treeshake: { moduleSideEffects: (id) => !/\/features\/[^/]+\/public\.ts$/.test(id) },
        // A small file that asks the Node side, and one that has what the first screen needs; later parts share both.
        output: {
          codeSplitting: {
            groups: [
              { name: 'start', test: /\/renderer\/main\.ts$/ },
              { name: 'react', test: /\/renderer\/react-root\.ts$/ },
              { name: 'window', test: /\/renderer\/window\.tsx$/ },
              { name: 'layers', test: /\/renderer\/ui\/(menu|popover|select|tooltip)-layer\.tsx$/ },
              { name: 'pages', test: /\/renderer\/app\/tab-content\.tsx$/ },
            ],
          },
        },
      },
    },
  };
}

/** Libraries of what opens over the window: much of its size once, and nothing of its first screen. */
const laterLibraries = /\/node_modules\/(@radix-ui|@floating-ui|cmdk|@tanstack)\//;

/**
 * Names the files of the window in the page, so that they come together with the one that asks for them, and where the
 * code editor is, which is fetched later and run when it is needed. Keeps out of them what is to come later.
 */
function windowPreload() {
  return {
    name: 'window-preload',
    generateBundle(_options, bundle) {
      const chunk = Object.values(bundle).find(({ name }) => name === 'window');
      const early = Object.keys(chunk?.modules ?? {}).filter((id) => laterLibraries.test(id));
      if (early.length > 0) this.error(`The first screen loads ${early.join(', ')}; use lazyPart.`);
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunk = Object.values(bundle).find(({ name }) => name === 'window');
        const editor = Object.values(bundle).find(({ name }) => name === 'monaco-editor');
        if (chunk === undefined || editor === undefined) return [];
        const link = (file, attrs) => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        });
        return [
          ...[chunk.fileName, ...chunk.imports]
            .filter((file) => !html.includes(file))
            .map((file) => link(file, { rel: 'modulepreload' })),
          {
            tag: 'meta',
            attrs: { name: 'code-editor', content: `./${editor.fileName}` },
            injectTo: 'head',
          },
          ...Array.from(chunk.viteMetadata.importedCss, (file) => link(file, { rel: 'stylesheet' })),
        ];
      },
    },
  };
}

/** What runs inside the interpreter for scripts: one classic script, nothing of Node or a browser in it. */
function guestBundle(input, output = {}) {
  return {
    build: {
      target: 'es2020',
      minify: true,
      sourcemap: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        output: { format: 'iife', entryFileNames: '[name].js', codeSplitting: false, ...output },
      },
    },
  };
}

const librariesPath = at('script-runner/guest/libraries');

/** The libraries that scripts ask for: each a script of its own, whose value is in `library.lent`. */
function libraryBundles() {
  return readdirSync(librariesPath)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.test.ts'))
    .map((file) => ({
      ...guestBundle(
        { [path.basename(file, '.ts')]: path.join(librariesPath, file) },
        { name: 'library', exports: 'named' },
      ),
      // What one of them asks for of Node's modules.
      resolve: {
        alias: {
          events: at('node_modules/events/events.js'),
          stream: path.join(librariesPath, 'node', 'stream.ts'),
          timers: path.join(librariesPath, 'node', 'timers.ts'),
        },
      },
    }));
}

/** Puts the interpreter's WebAssembly beside the program that reads it. */
function quickjsModule() {
  const file = at('node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm');
  return {
    name: 'quickjs-module',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'quickjs.wasm', source: readFileSync(file) });
    },
  };
}

const tooling = [
  'package-lock.json',
  'scripts/build.mjs',
  'scripts/build-targets.mjs',
  'scripts/licence-notices.mjs',
];

/**
 * Everything that is built: where it goes, which file proves that it is there, which sources it comes from, and the Vite
 * options, or those of several bundles. Node bundles are split into chunks so that a command loads only what it uses.
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
    name: 'script-guest',
    outDir: at('out', 'script-guest'),
    outputs: [at('out', 'script-guest', 'script-guest.js')],
    inputs: ['core/scripts', 'core/postman', 'core/http', 'script-runner/guest', ...tooling],
    ignore: (file) => file.startsWith('script-runner/guest/libraries/'),
    config: () => guestBundle({ 'script-guest': at('script-runner/guest/main.ts') }),
  },
  {
    name: 'script-libraries',
    outDir: at('out', 'script-libraries'),
    outputs: [at('out', 'script-libraries', 'crypto-js.js')],
    inputs: ['script-runner/guest/libraries', ...tooling],
    config: libraryBundles,
  },
  {
    name: 'script-runner',
    outDir: at('out', 'script-runner'),
    outputs: [at('out', 'script-runner', 'script-runner.mjs'), at('out', 'script-runner', 'quickjs.wasm')],
    inputs: ['core/scripts', 'core/ids.ts', 'script-runner', ...tooling],
    ignore: (file) => file.startsWith('script-runner/guest/'),
    config: () => ({
      ...nodeBundle({ input: { 'script-runner': at('script-runner/main.ts') } }),
      plugins: [quickjsModule()],
    }),
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
