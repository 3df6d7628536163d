import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import type { AppErrorData } from '../../core/errors.ts';
import type { PreviewToken } from '../../core/http/preview.ts';
import type { AppContext } from '../app-context.ts';
import { previewToken } from '../oauth/preview-token.ts';
import { type AuthorizedRequest, authorizeHere } from './authorize-send.ts';
import { hasTypedAuthorization } from './send-authorization.ts';

/** What a send would be authorized with, as far as that is known without asking anybody. */
export interface AuthorizationOutlook {
  applied: AppliedAuth;
  /** Of OAuth 2.0. */
  token?: PreviewToken;
  /** `applied` holds what is sent, and no word in its place. */
  isReal: boolean;
  /** Lines that are made while it is sent, with a word for what is not known yet. */
  later: { name: string; value: string }[];
  /** What it adds is good for this one time. */
  isMadeEachTime: boolean;
  /** The refusal of a send whose token only the user can get. */
  problem?: AppErrorData;
}

/** Stands for a signature that is made while the request is sent. */
export const signatureToCome = '<signature>';

/**
 * Decides as a send does what authorizes a request, without a call to anybody; `undefined` as for `authorizeSend`.
 *
 * @throws AppError as a send would
 */
export async function lookAtAuthorization(
  app: AppContext,
  source: AuthorizedRequest,
): Promise<AuthorizationOutlook | undefined> {
  const { request, auth, scopes, tokenPlace } = source;
  if (auth?.type === 'oauth2') {
    if (hasTypedAuthorization(request)) return undefined;
    const outlook = await previewToken(app, auth, scopes, tokenPlace);
    const proof = { name: 'DPoP', value: 'proof' };
    return { ...outlook, later: outlook.token.isDpop ? [proof] : [], isMadeEachTime: false };
  }
  const here = await authorizeHere(app, source);
  if (here === undefined) return undefined;
  const { applied, scheme } = here;
  const signature = { name: 'Authorization', value: `${scheme} ${signatureToCome}` };
  const isSignedLater = scheme !== undefined && applied.empty !== true;
  return { applied, isReal: true, later: isSignedLater ? [signature] : [], isMadeEachTime: true };
}
