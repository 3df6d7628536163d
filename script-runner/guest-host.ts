import { randomBytes } from 'node:crypto';
import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import { asLibraryName } from '../core/scripts/script-libraries.ts';
import type { Engine } from './engine.ts';
import type { LineBuffer } from './line-buffer.ts';
import type { OwnRequests } from './own-requests.ts';

const maxRandomBytes = 65_536;

/** Makes the object of functions that the guest is lent; `GuestHost` in `guest/host.ts` says what each does. */
export function makeGuestHost(
  context: QuickJSContext,
  { engine, lines, requests }: { engine: Engine; lines: LineBuffer; requests: OwnRequests },
): QuickJSHandle {
  const host = context.newObject();
  const lend = (name: string, run: Parameters<QuickJSContext['newFunction']>[1]) =>
    context.setProp(host, name, context.newFunction(name, run));
  lend('log', (level, text) => lines.add(context.getString(level), context.getString(text)));
  lend('now', () => context.newNumber(Date.now()));
  lend('random', (count) => {
    const wanted = Math.trunc(context.getNumber(count)) || 0;
    const bytes = randomBytes(Math.min(Math.max(wanted, 0), maxRandomBytes));
    return context.newString(bytes.toString('hex'));
  });
  lend('request', (text) => context.newNumber(requests.send(context.getString(text))));
  lend('library', (name) => {
    const known = asLibraryName(context.getString(name));
    if (known === undefined) return context.undefined;
    // Within the call that asks for it, and so within the memory and the time of the script.
    return context.evalCode(`(() => {${engine.readLibrary(known)}\nreturn library;})()`, `${known}.js`);
  });
  return host;
}
