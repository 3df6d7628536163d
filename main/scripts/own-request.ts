import { isAppError } from '../../core/errors.ts';
import type { Body } from '../../core/http/body.ts';
import { emptyRequest, type Request } from '../../core/http/request.ts';
import type { ItemId } from '../../core/ids.ts';
import type { OwnReply, OwnRequest } from '../../core/scripts/own-request.ts';
import type { AppContext } from '../app-context.ts';
import type { Cancellation } from '../cancellation.ts';
import { tellConsole } from '../console/tell-console.ts';
import { toExchange } from '../http/to-exchange.ts';
import { prepareForSend } from '../services/prepare-for-send.ts';
import { maxScriptBodyBytes, readScriptResponse } from './script-response.ts';

/** A script must not wait for ever. */
const longestMs = 60_000;

/**
 * Sends what a script asks for with `pm.sendRequest`, by the settings of the app and with its cookies, and tells the
 * console. Nothing is put into it: `{{variables}}` are refused, so that no secret can be sent by its name. Never throws.
 */
export async function sendOwnRequest(
  app: AppContext,
  own: OwnRequest,
  { itemId, cancel }: { itemId: ItemId | undefined; cancel: Cancellation },
): Promise<OwnReply> {
  try {
    const prepared = await prepareForSend(app, toRequest(own), undefined, []);
    const { wire } = prepared;
    const startedAtEpochMs = app.now();
    const { request: settings } = app.settings.read();
    const result = await app.http.send(wire, {
      cancel,
      timeoutMs: Math.min(settings.timeoutMs || longestMs, longestMs),
      followRedirects: settings.followRedirects,
      maxRedirects: settings.maxRedirects,
      verifyTls: settings.verifyTls,
      maxResponseBytes: maxScriptBodyBytes,
      protocolVersion: 'auto',
      useCookies: true,
    });
    const about = { source: 'scriptRequest', ...(itemId === undefined ? {} : { itemId }) } as const;
    tellConsole(app, about, wire, toExchange(itemId, startedAtEpochMs, prepared, result));
    const { outcome, timings } = result;
    if (outcome.kind === 'response')
      return { response: await readScriptResponse(app, outcome, timings.totalMs) };
    return { problem: `${outcome.failure.message} ${outcome.failure.nextStep}` };
  } catch (fault) {
    if (!isAppError(fault)) {
      app.log.error('a request of a script could not be sent', fault);
      return { problem: 'The request could not be sent.' };
    }
    const more =
      fault.code === 'ERR_VARIABLE_UNRESOLVED'
        ? ' A script takes values with pm.variables.get, or pm.variables.replaceIn for a whole text.'
        : '';
    return { problem: `${fault.message}${more}` };
  }
}

function toRequest({ method, url, headers, body }: OwnRequest): Request {
  return {
    ...emptyRequest(),
    method,
    url,
    headers: headers.map(([key, value]) => ({ key, value })),
    body: toBody(body),
  };
}

function toBody(body: OwnRequest['body']): Body {
  switch (body?.type) {
    case undefined:
      return { type: 'none' };
    case 'raw':
      return { type: 'raw', language: 'text', content: body.text };
    case 'urlencoded':
      return { type: 'urlencoded', rows: body.rows.map(([key, value]) => ({ key, value })) };
    case 'formdata':
      return { type: 'formdata', rows: body.rows.map(([key, value]) => ({ key, value, type: 'text' })) };
  }
}
