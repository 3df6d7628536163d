import type { Exchange, HeaderPairs, SentRequest } from './exchange.ts';
import { createMasker, maskHeaders } from './mask.ts';
import { maskSecretFields } from './secret-fields.ts';

const shownBefore = new WeakMap<Exchange, { secrets: readonly string[]; shown: Exchange }>();

/**
 * Gives an exchange as the history and the console may keep it: what a server set or repeated is masked too, and so is what
 * was typed into an address and only looks like a secret.
 */
export function showExchange(exchange: Exchange, secrets: readonly string[]): Exchange {
  // The console and the history ask for the same.
  const before = shownBefore.get(exchange);
  if (before?.secrets === secrets) return before.shown;
  const shown = toShown(exchange, secrets);
  shownBefore.set(exchange, { secrets, shown });
  return shown;
}

function toShown(exchange: Exchange, secrets: readonly string[]): Exchange {
  const rules = { sensitiveHeaders: [], secrets };
  const mask = createMasker(secrets);
  const headers = (pairs: HeaderPairs): HeaderPairs =>
    maskHeaders(pairs, rules, mask).map(([name, value]) => [name, maskSecretFields(value)]);
  const { outcome } = exchange;
  return {
    ...exchange,
    request: showSentRequest(exchange.request),
    hops: exchange.hops.map((hop) => ({
      ...hop,
      request: showSentRequest(hop.request),
      headers: headers(hop.headers),
      ...(hop.location === undefined ? {} : { location: maskSecretFields(mask(hop.location)) }),
    })),
    outcome:
      outcome.kind === 'response' ? { ...outcome, headers: headers(outcome.headers), cookies: [] } : outcome,
  };
}

/** Gives a request whose secrets are masked already without what only looks like one. */
export function showSentRequest(request: SentRequest): SentRequest {
  return {
    ...request,
    url: maskSecretFields(request.url),
    headers: request.headers.map(([name, value]) => [name, maskSecretFields(value)]),
  };
}
