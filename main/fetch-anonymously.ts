import { randomUUID } from 'node:crypto';
import type { ExchangeSource } from '../core/console/console-event.ts';
import type { WireRequest } from '../core/http/wire-request.ts';
import type { AppContext } from './app-context.ts';
import { tellConsole } from './console/tell-console.ts';
import type { SendOptions, SendResult } from './http/http-client.ts';

/** What differs from one kind of fetch to another. */
export type AnonymousFetch = Pick<
  SendOptions,
  'cancel' | 'timeoutMs' | 'followRedirects' | 'maxRedirects' | 'maxResponseBytes' | 'refusePrivate'
> & { source: ExchangeSource; accept: string };

/** Gives an http(s) address without a user, a password and a fragment; nothing for any other address. */
export function anonymousAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}

/** Fetches an address as anybody would, through the one HTTP client: no cookies, no credentials, no Referer. */
export async function fetchAnonymously(
  app: AppContext,
  url: string,
  { source, accept, ...options }: AnonymousFetch,
): Promise<SendResult> {
  const request: WireRequest = {
    method: 'GET',
    url,
    headers: [
      ['Accept', accept],
      ['User-Agent', `Postern/${app.version}`],
    ],
    sensitiveHeaders: [],
    secrets: [],
  };
  const startedAtEpochMs = app.now();
  const result = await app.http.send(request, {
    ...options,
    verifyTls: app.settings.read().request.verifyTls,
    protocolVersion: 'auto',
    useCookies: false,
  });
  tellConsole(app, { source }, request, { id: randomUUID(), startedAtEpochMs, ...result });
  return result;
}
