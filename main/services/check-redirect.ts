import { classifyRedirectUri } from '../../core/auth/oauth2/redirect-uri.ts';
import { isAppError } from '../../core/errors.ts';
import { redirectWayOf } from '../oauth/redirect-wait.ts';
import type { Service } from './service.ts';

/** Says whether Postern can take the redirect at an address, before any browser opens. */
export const checkRedirect: Service<'oauth.checkRedirect'> = async (app, { redirectUri }) => {
  const { kind: found } = classifyRedirectUri(redirectUri);
  const kind = found === 'invalid' ? 'foreign' : found;
  try {
    const way = redirectWayOf(app, redirectUri.trim());
    if (way.kind === 'loopback') {
      const available = await app.oauth.listeners.check(way.place);
      const message = available
        ? 'Postern listens here while a sign-in waits.'
        : `Port ${way.place.port} is used by another program. Close that program, or use another port here and in the app of your org.`;
      return { kind, available, message };
    }
    if (way.kind === 'customScheme') {
      return { kind, available: true, message: 'The system brings this address back to Postern.' };
    }
    const message =
      kind === 'customScheme'
        ? 'This window cannot receive links of this scheme. Paste the address the browser ends at, or use a loopback address.'
        : 'This address belongs to somebody else. Paste the address the browser ends at, or register a loopback address in the app and use that.';
    return { kind, available: false, message };
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    const isLoopback = fault.code === 'ERR_OAUTH_REDIRECT_UNAVAILABLE';
    return { kind: isLoopback ? 'loopback' : kind, available: false, message: fault.message };
  }
};
