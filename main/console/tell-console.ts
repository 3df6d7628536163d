import type { ConsoleExchange, ConsoleLine } from '../../core/console/console-event.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { createMasker } from '../../core/http/mask.ts';
import { maskSecretFields } from '../../core/http/secret-fields.ts';
import { showRequestBody } from '../../core/http/shown-body.ts';
import { showExchange } from '../../core/http/shown-exchange.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { AppContext } from '../app-context.ts';

/** Most of a request's body that goes to the console, in characters. */
const requestBodyChars = 4 * 1024;
const maxLineChars = 32 * 1024;

/** Tells the console of an exchange, masked; after the answer has gone on its way. */
export function tellConsole(
  app: Pick<AppContext, 'emit' | 'isHeard'>,
  about: Pick<ConsoleExchange, 'source' | 'itemId'>,
  wire: WireRequest,
  exchange: Exchange,
): void {
  // A terminal has no console.
  if (!app.isHeard()) return;
  setImmediate(() => {
    const requestBody = showRequestBody(wire.body, wire.secrets, requestBodyChars);
    app.emit('console.exchanged', {
      ...about,
      exchange: showExchange(exchange, wire.secrets),
      ...(requestBody === undefined ? {} : { requestBody }),
    });
  });
}

/** Writes a script's line to the console. `secrets` are the texts the script could read and nobody may see. */
export function writeConsoleLine(
  app: Pick<AppContext, 'emit'>,
  line: ConsoleLine,
  secrets: readonly string[],
): void {
  const mask = createMasker(secrets);
  const parts = line.parts.slice(0, 100).map((part) => maskSecretFields(mask(part)).slice(0, maxLineChars));
  app.emit('console.lineWritten', { ...line, parts });
}
