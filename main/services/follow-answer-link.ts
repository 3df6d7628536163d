import { findEffectiveAuth } from '../../core/auth/effective-auth.ts';
import type { OperationParsedInput } from '../../core/contract.ts';
import { type FollowedLink, followLink } from '../../core/links/follow-link.ts';
import type { AppContext } from '../app-context.ts';
import { readRequestScopes } from './request-scopes.ts';
import type { Service } from './service.ts';

/** A link, and whose answer it is in. */
export type AnswerLink = OperationParsedInput<'link.follow'>;

/**
 * Makes the request behind a link with the variables and authorization that its request has now.
 *
 * @throws AppError ERR_LINK_REFUSED, ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_VARIABLE_SCOPE_NOT_FOUND, ERR_SECRET_UNREADABLE
 */
export const followAnswerLink: Service<'link.follow'> = (app, input) => makeFollowed(app, input);

/** See {@link followAnswerLink}; also for links that the Node side follows by itself. */
export async function makeFollowed(app: AppContext, link: AnswerLink): Promise<FollowedLink> {
  const place = link.id ?? link.parentId;
  const ancestors = place === undefined ? [] : await app.workspace.readAncestors(place);
  const { environmentId } = link;
  const scopes = await readRequestScopes(app, { ancestors, environmentId, variables: undefined });
  return followLink({
    request: link.request,
    auth: findEffectiveAuth(link.request.auth, ancestors)?.auth,
    scopes,
    answerUrls: link.answerUrls,
    href: link.href,
    method: link.method,
    keepsHeaders: link.purpose === 'page' || app.settings.read().headers.retainOnLinks,
  });
}
