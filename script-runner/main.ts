/**
 * The process that runs collection scripts: `main.ts`, started with an IPC channel. It takes `{ type: 'run', id, job,
 * limits }` and answers `{ type: 'done', id, result }` or `{ type: 'failed', id, reason }`. Runs take turns. It ends with
 * its parent. Its own process, because a script must not be able to stop or starve the app.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Engine, loadEngine } from './engine.ts';
import { findParent } from './parent.ts';
import { runMessageSchema } from './run-message.ts';
import { runScripts } from './run-scripts.ts';

const folder = path.dirname(fileURLToPath(import.meta.url));
const parent = findParent();
let engine: Promise<Engine> | undefined;
let turn: Promise<void> = Promise.resolve();

function readEngine(): Promise<Engine> {
  engine ??= loadEngine({
    wasm: path.join(folder, 'quickjs.wasm'),
    guest: path.join(folder, '..', 'script-guest', 'script-guest.js'),
  });
  return engine;
}

async function answer(message: unknown): Promise<void> {
  const parsed = runMessageSchema.safeParse(message);
  if (!parsed.success) return;
  const { id, job, limits } = parsed.data;
  try {
    parent?.send({ type: 'done', id, result: await runScripts(await readEngine(), job, limits) });
  } catch (fault) {
    parent?.send({ type: 'failed', id, reason: fault instanceof Error ? fault.message : String(fault) });
  }
}

parent?.onMessage((message) => {
  turn = turn.then(() => answer(message));
});
