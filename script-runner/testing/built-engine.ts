import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/build.mjs';
import { type Engine, loadEngine } from '../engine.ts';

const out = (name: string) => fileURLToPath(new URL(`../../out/${name}`, import.meta.url));

/** Where the built parts are. */
export const builtPaths = {
  wasm: out('script-runner/quickjs.wasm'),
  guest: out('script-guest/script-guest.js'),
  libraries: out('script-libraries'),
};

/** Builds what is not built yet and loads the interpreter, as the process does. */
export async function builtEngine(): Promise<Engine> {
  await build({ only: ['script-guest', 'script-libraries', 'script-runner'], quiet: true });
  return loadEngine(builtPaths);
}
