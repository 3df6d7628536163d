import { AppError } from '../../core/errors.ts';
import type { Service } from './service.ts';

/** Gives a waiting flow the address the browser ended at. @throws AppError ERR_OAUTH_FLOW_NOT_FOUND, ERR_OAUTH_REDIRECT_REFUSED */
export const pasteRedirect: Service<'oauth.pasteRedirect'> = (app, { callId, url }) => {
  const offer = app.oauth.waiting.get(callId);
  if (offer === undefined) {
    throw new AppError('ERR_OAUTH_FLOW_NOT_FOUND', 'No sign-in waits for an address any more. Start again.');
  }
  const outcome = offer(url);
  if (outcome.kind === 'ignored') {
    throw new AppError(
      'ERR_OAUTH_REDIRECT_REFUSED',
      'This is not the address this sign-in waits for. Copy the whole address of the page the browser ended at, from this sign-in and no other.',
      { details: { reason: outcome.reason } },
    );
  }
  return {};
};
