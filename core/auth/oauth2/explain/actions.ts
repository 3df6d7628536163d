import type { ExplainedAction } from '../explanation.ts';

/**
 * What a button of the explainer can do, and what its `data` holds:
 *
 * - `addScope` (`scopes`), `changeClientAuthentication` (`method`), `changeGrantType` (`grantType`, or absent: choose),
 *   `fixAud` (`audience`), `turnOnDpop`, `turnOffDpop`, `useOrgServer` (`orgUrl`, `tokenEndpoint`): change the set-up
 *   with `applyExplainedAction`, then get a new token.
 * - `editField` (`field`, a field of the set-up or `authType`, `body`, `headers`, `method`, `url`; `type`: the type of
 *   authorization to take): go there.
 * - `getNewToken`, `retry`, `waitAndRetry` (`waitSec`): send again.
 * - `removeOriginHeader`: take the header out of the set-up's extra parameters, then get a new token.
 * - `useServerClock` (`origin`, `offsetSec`, to be added to this clock): sign with the server's time, then send again.
 * - `copyPublicKey`, `comparePublicKeys`, `generateKey`: keys. `discover`: fill in from the org URL.
 * - `copyRedirectUri` (`redirectUri`), `copyRequestId` (`requestId`): to the clipboard.
 * - `openRoleHelp` (`url`), `openAppHelp` (`topic`), `openClockHelp`: say what to do where Postern cannot.
 */
export const explainedActionKinds = [
  'addScope',
  'changeClientAuthentication',
  'changeGrantType',
  'comparePublicKeys',
  'copyPublicKey',
  'copyRedirectUri',
  'copyRequestId',
  'discover',
  'editField',
  'fixAud',
  'generateKey',
  'getNewToken',
  'openAppHelp',
  'openClockHelp',
  'openRoleHelp',
  'removeOriginHeader',
  'retry',
  'turnOffDpop',
  'turnOnDpop',
  'useOrgServer',
  'useServerClock',
  'waitAndRetry',
] as const;
export type ExplainedActionKind = (typeof explainedActionKinds)[number];

/** Makes an action. */
export function action(
  kind: ExplainedActionKind,
  label: string,
  data?: ExplainedAction['data'],
): ExplainedAction {
  return data === undefined ? { kind, label } : { kind, label, data };
}

export const getNewToken = () => action('getNewToken', 'Get New Access Token');
export const retry = () => action('retry', 'Send again');
export const turnOnDpop = () => action('turnOnDpop', 'Turn DPoP on and try again');
export const generateKey = () => action('generateKey', 'Generate a key');
export const editField = (field: string, label: string) => action('editField', `Edit ${label}`, { field });
/** Pages of Okta's own documentation that tell what to click; opened only on request. */
export const openRoleHelp = () =>
  action('openRoleHelp', 'How to assign an admin role', {
    url: 'https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/#assign-admin-roles',
  });
export const openAppHelp = (topic: string, label: string) => action('openAppHelp', label, { topic });

/** Adds scopes to the set-up and gets a token with them. */
export function addScope(scopes: readonly string[]): ExplainedAction {
  const named = scopes.length === 1 ? `"${scopes[0] ?? ''}"` : `${scopes.length} scopes`;
  return action('addScope', `Add ${named} and get a new token`, { scopes: [...scopes] });
}
