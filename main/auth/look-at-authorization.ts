import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import type { AppErrorData } from '../../core/errors.ts';
import type { PreviewToken } from '../../core/http/preview.ts';
import type { AppContext } from '../app-context.ts';
import { previewToken } from '../oauth/preview-token.ts';
import type { AuthorizedRequest } from './authorize-send.ts';
import { authorizeWithAws } from './aws-signature.ts';
import { authorizeWithDigest } from './digest.ts';
import { applyJwtBearer } from './jwt-bearer.ts';
import { authorizeWithOAuth1 } from './oauth1.ts';
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
  { request, auth, scopes, tokenPlace }: AuthorizedRequest,
): Promise<AuthorizationOutlook | undefined> {
  if (auth === undefined || hasTypedAuthorization(request)) return undefined;
  const signed = ({ applied }: { applied: AppliedAuth }, scheme: string): AuthorizationOutlook => ({
    applied,
    isReal: true,
    later: applied.empty === true ? [] : [{ name: 'Authorization', value: `${scheme} ${signatureToCome}` }],
    isMadeEachTime: true,
  });
  switch (auth.type) {
    case 'oauth2': {
      const outlook = await previewToken(app, auth, scopes, tokenPlace);
      const proof = { name: 'DPoP', value: 'proof' };
      return { ...outlook, later: outlook.token.isDpop ? [proof] : [], isMadeEachTime: false };
    }
    case 'jwt': {
      const applied = await applyJwtBearer(app, auth, scopes);
      return { applied, isReal: true, later: [], isMadeEachTime: true };
    }
    case 'digest':
      return signed(authorizeWithDigest(app, auth, scopes), 'Digest');
    case 'oauth1':
      return signed(authorizeWithOAuth1(app, auth, scopes), 'OAuth');
    case 'awsv4':
      return signed(authorizeWithAws(app, auth, scopes), 'AWS4-HMAC-SHA256');
    default:
      return undefined;
  }
}
