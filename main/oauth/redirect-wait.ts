import {
  type CallbackOutcome,
  type PendingAuthorization,
  readCallback,
} from '../../core/auth/oauth2/authorization-response.ts';
import { appCallbackUrl } from '../../core/auth/oauth2/config.ts';
import { type RedirectUri, classifyRedirectUri } from '../../core/auth/oauth2/redirect-uri.ts';
import { AppError } from '../../core/errors.ts';
import type { AppContext } from '../app-context.ts';
import { cancelledCall } from '../cancellation.ts';
import { type LoopbackPlace, leastPort } from './loopback-listener.ts';

/** How the redirect comes back to Postern. */
export type RedirectWay =
  | { kind: 'loopback'; place: LoopbackPlace }
  /** `claim`: another scheme than Postern's own, which leads here while the flow waits. */
  | { kind: 'customScheme'; claim?: string }
  | { kind: 'paste' };

/** How long a flow waits for the browser. */
export const redirectWaitMs = 5 * 60_000;

/**
 * Tells how a redirect URI comes back: Postern listens, the system brings it, or the user pastes it.
 *
 * @throws AppError ERR_OAUTH_REDIRECT_UNAVAILABLE for loopback addresses Postern cannot listen at,
 *   ERR_OAUTH_CONFIG_INCOMPLETE for what is no redirect URI
 */
export function redirectWayOf(app: Pick<AppContext, 'host'>, redirectUri: string): RedirectWay {
  const redirect = classifyRedirectUri(redirectUri);
  switch (redirect.kind) {
    case 'invalid':
      throw new AppError(
        'ERR_OAUTH_CONFIG_INCOMPLETE',
        redirect.reason === 'empty'
          ? 'Callback URL is empty. Enter the one that is registered in the app.'
          : 'Callback URL must be an absolute address without a fragment, as it is registered in the app.',
        { details: { field: 'callbackUrl', reason: redirect.reason } },
      );
    case 'loopback':
      return { kind: 'loopback', place: loopbackPlace(redirect) };
    case 'customScheme':
      return customSchemeWay(app, redirect);
    case 'foreign':
      if (/^https:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/?]|$)/i.test(redirect.uri)) {
        throw unavailable(
          'httpsLoopback',
          'Postern cannot answer https on this machine: it has no certificate for it. Register the same address with http:// in the app and use that.',
        );
      }
      return { kind: 'paste' };
  }
}

function customSchemeWay(
  { host }: Pick<AppContext, 'host'>,
  { uri, scheme, isOurs }: Extract<RedirectUri, { kind: 'customScheme' }>,
): RedirectWay {
  if (host.deepLinks === undefined) return { kind: 'paste' };
  if (uri === appCallbackUrl) return { kind: 'customScheme' };
  return !isOurs && host.deepLinks.canClaim(scheme)
    ? { kind: 'customScheme', claim: scheme }
    : { kind: 'paste' };
}

function loopbackPlace(redirect: Extract<RedirectUri, { kind: 'loopback' }>): LoopbackPlace {
  const { hostname, port, path } = redirect;
  if (port >= leastPort && port <= 65_535) return { hostname, port, path };
  throw unavailable(
    'privilegedPort',
    `Port ${port} needs special rights on this machine. Register a Callback URL with a port from ${leastPort} to 65535, such as http://localhost:8080/authorization-code/callback.`,
  );
}

function unavailable(reason: string, message: string): AppError {
  return new AppError('ERR_OAUTH_REDIRECT_UNAVAILABLE', message, { details: { reason } });
}

/** A flow that waits for its redirect. */
export interface RedirectWait {
  way: RedirectWay['kind'];
  /** The answer of the server. @throws AppError ERR_CALL_CANCELLED, ERR_OAUTH_FLOW_EXPIRED */
  outcome: Promise<Exclude<CallbackOutcome, { kind: 'ignored' }>>;
  /** Stops listening; also done by every end of `outcome`. */
  end(): void;
}

/**
 * Starts waiting for a redirect, before any browser opens. Only an address with the full state ends the wait;
 * everything else is ignored and the flow goes on.
 *
 * @throws AppError ERR_OAUTH_REDIRECT_UNAVAILABLE where the port is taken
 */
export async function waitForRedirect(
  app: AppContext,
  way: RedirectWay,
  pending: PendingAuthorization,
  call: { callId: string; signal: AbortSignal },
): Promise<RedirectWait> {
  const endings: (() => void)[] = [];
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    for (const ending of endings) ending();
  };
  let settle: (outcome: Exclude<CallbackOutcome, { kind: 'ignored' }>) => void = () => undefined;
  let fail: (fault: AppError) => void = () => undefined;
  const outcome = new Promise<Exclude<CallbackOutcome, { kind: 'ignored' }>>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  // Handled where it is awaited; an early end must not count as unhandled.
  outcome.catch(() => undefined);
  const offer = (address: string): CallbackOutcome => {
    if (isOver) return { kind: 'ignored', reason: 'expired' };
    const read = readCallback(address, pending, Math.floor(app.now() / 1000));
    if (read.kind !== 'ignored') {
      end();
      settle(read);
    }
    return read;
  };
  const take = (address: string) => offer(address).kind !== 'ignored';

  if (way.kind === 'loopback') endings.push(await app.oauth.listeners.expect(way.place, take));
  const taken = way.kind === 'customScheme' ? takeLinks(app, way.claim, take) : undefined;
  if (taken !== undefined) endings.push(taken);
  app.oauth.waiting.set(call.callId, offer);
  endings.push(() => app.oauth.waiting.delete(call.callId));
  const onCancel = () => {
    end();
    fail(cancelledCall());
  };
  if (call.signal.aborted) onCancel();
  else call.signal.addEventListener('abort', onCancel);
  endings.push(() => call.signal.removeEventListener('abort', onCancel));
  const timer = setTimeout(() => {
    end();
    fail(
      new AppError(
        'ERR_OAUTH_FLOW_EXPIRED',
        'No answer came from the browser within 5 minutes. If the browser shows an error, the Callback URL or the Client ID is probably not registered in the app: compare them letter by letter, then try again.',
        { details: { redirectUri: pending.redirectUri } },
      ),
    );
  }, redirectWaitMs);
  endings.push(() => clearTimeout(timer));
  // Where the system does not bring the links after all, the user pastes.
  const kind = way.kind === 'customScheme' && taken === undefined ? 'paste' : way.kind;
  return { way: kind, outcome, end };
}

/** Waits for links that the system brings; the returned function ends that. */
function takeLinks(
  { host }: Pick<AppContext, 'host'>,
  claim: string | undefined,
  take: (address: string) => boolean,
): (() => void) | undefined {
  if (claim !== undefined) return host.deepLinks?.claim(claim, take);
  return host.deepLinks?.expect((parameters) => take(`${appCallbackUrl}?${parameters.toString()}`));
}
