import path from 'node:path';
import { projectRoot } from '../../scripts/project-root.mjs';

/** Builds the bare React page with the product's own tools and gives its folder. */
export async function buildBarePage(outDir) {
  process.env.NODE_ENV = 'production';
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root: path.join(projectRoot, 'bench', 'support', 'bare-page'),
    base: './',
    plugins: [react()],
    build: { target: 'es2023', outDir, emptyOutDir: true, modulePreload: { polyfill: false } },
  });
  return outDir;
}
