import { action, editField, openAppHelp, openRoleHelp, retry } from './actions.ts';
import { readOktaServer } from '../okta-server.ts';
import type { Evidence } from './evidence.ts';
import type { Rule } from './rule.ts';
import { offerOrgServer } from './rules-grant.ts';

/** Limits and Okta's own error codes. Only `errorCode` is stable; the words are not. */
export const oktaRules: Rule[] = [
  {
    code: 'concurrencyLimited',
    applies: (e) => isLimited(e) && e.rateLimit?.limit === 0 && e.rateLimit.remaining === 0,
    explain: () => ({
      sentence: 'Too many requests run at the same time. Send them one after the other.',
      actions: [action('waitAndRetry', 'Wait a second and send again', { waitSec: 1 })],
    }),
  },
  {
    code: 'rateLimited',
    applies: isLimited,
    explain: (e) => {
      const waitSec = Math.min(e.waitSec ?? 60, 3600);
      return {
        sentence: `The rate limit is used up. It is full again in ${waitSec} ${waitSec === 1 ? 'second' : 'seconds'}.`,
        actions: [action('waitAndRetry', `Wait ${waitSec} s and send again`, { waitSec })],
      };
    },
  },
  {
    code: 'customServerOff',
    applies: (e) => e.oktaCode === 'E0000015' && readOktaServer(e.request.url)?.kind === 'custom',
    explain: (e) => ({
      sentence: 'This org has no custom authorization servers. The org server is the one for okta.* scopes.',
      actions: [offerOrgServer(e)],
    }),
  },
  ...simpleRules(),
  {
    code: 'validation',
    applies: (e) => e.oktaCode === 'E0000001' || e.oktaCode === 'E0000003',
    explain: (e) => ({
      sentence:
        e.oktaCode === 'E0000003'
          ? 'The server cannot read the body: it is not the JSON it expects.'
          : 'The server refuses a value of the request.',
      cause: e.oktaCauses.length === 0 ? undefined : e.oktaCauses.join(' '),
      actions: [editField('body', 'Body')],
    }),
  },
];

function isLimited(e: Evidence): boolean {
  return e.status === 429 || e.oktaCode === 'E0000047';
}

function simpleRules(): Rule[] {
  const rule = (
    oktaCode: string,
    code: string,
    sentence: string,
    actions: () => ReturnType<typeof retry>[],
  ): Rule => ({
    code,
    applies: (e) => e.oktaCode === oktaCode,
    explain: () => ({ sentence, actions: actions() }),
  });
  return [
    rule('E0000004', 'signInFailed', 'The user name or password is wrong, or the account is locked.', () => [
      editField('body', 'Body'),
    ]),
    rule('E0000005', 'sessionInvalid', 'The session is not valid any more. Sign in again.', () => [retry()]),
    rule('E0000007', 'notFound', 'There is no such object in this org. Check the id in the address.', () => [
      editField('url', 'the address'),
    ]),
    rule(
      'E0000009',
      'serverFault',
      'The server had a fault of its own. The request may still have taken effect.',
      () => [retry()],
    ),
    rule(
      'E0000010',
      'readOnly',
      'The org is read-only for the moment. Reading works, changing does not.',
      () => [retry()],
    ),
    rule('E0000015', 'featureOff', 'This org does not have the feature, or it is switched off.', () => [
      openAppHelp('features', 'How features are switched on'),
    ]),
    rule(
      'E0000021',
      'mediaTypeRefused',
      'The server wants "Accept" and "Content-Type" to be application/json.',
      () => [editField('headers', 'Headers')],
    ),
    rule('E0000022', 'methodRefused', 'This address does not take this method.', () => [
      editField('method', 'the method'),
    ]),
    rule('E0000038', 'operationRefused', 'The operation is not allowed for this user or app.', () => [
      openRoleHelp(),
    ]),
  ];
}
