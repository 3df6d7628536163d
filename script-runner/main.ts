/**
 * The process that runs collection scripts: `main.ts`, started with an IPC channel. It takes `{ type: 'run', id, job,
 * limits }` and answers `{ type: 'done', id, result }` or `{ type: 'failed', id, reason }`; in between it asks for requests
 * of the scripts, `{ type: 'ask', id, number, request }`, each of which is told its `{ type: 'reply', id, number, reply }`.
 * Runs take turns. It ends with its parent. Its own process, because a script must not be able to stop or starve the app.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

import { type Engine, loadEngine } from './engine.ts';
import { findParent } from './parent.ts';
import { OwnRequests } from './own-requests.ts';
import { parentMessageSchema } from './run-message.ts';
import { runScripts } from './run-scripts.ts';

const folder = path.dirname(fileURLToPath(import.meta.url));
const parent = findParent();
let engine: Promise<Engine> | undefined;
let turn: Promise<void> = Promise.resolve();

function readEngine(): Promise<Engine> {
  engine ??= loadEngine({
    wasm: path.join(folder, 'quickjs.wasm'),
    guest: path.join(folder, '..', 'script-guest', 'script-guest.js'),
    libraries: path.join(folder, '..', 'script-libraries'),
  });
  return engine;
}

type Message = z.infer<typeof parentMessageSchema>;
/** The run under way. */
let current: { id: number; requests: OwnRequests } | undefined;

async function run({ id, job, limits }: Extract<Message, { type: 'run' }>): Promise<void> {
  const requests = new OwnRequests((number, request) => parent?.send({ type: 'ask', id, number, request }));
  current = { id, requests };
  try {
    const result = await runScripts(await readEngine(), job, limits, requests);
    parent?.send({ type: 'done', id, result });
  } catch (fault) {
    parent?.send({ type: 'failed', id, reason: fault instanceof Error ? fault.message : String(fault) });
  } finally {
    current = undefined;
  }
}

parent?.onMessage((message) => {
  const parsed = parentMessageSchema.safeParse(message);
  if (!parsed.success) return;
  const { data } = parsed;
  if (data.type === 'run') turn = turn.then(() => run(data));
  else if (current?.id === data.id) current.requests.take(data.number, data.reply);
});
