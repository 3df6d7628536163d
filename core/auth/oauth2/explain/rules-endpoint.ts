import { action, editField, retry } from './actions.ts';
import { type Rule, isClientStage } from './rule.ts';

/** Failures that say the address is not the endpoint it is taken for, or that it asks for less. */
export const endpointRules: Rule[] = [
  {
    code: 'redirected',
    applies: (e) => isClientStage(e) && e.status >= 300 && e.status < 400,
    explain: () => ({
      sentence:
        'The endpoint redirects. Postern does not follow, because the credentials would go to another address.',
      actions: [
        editField('accessTokenUrl', 'Access Token URL'),
        action('discover', 'Fill in from the org URL'),
      ],
    }),
  },
  {
    code: 'notAnEndpoint',
    applies: (e) =>
      (isClientStage(e) && (e.status === 404 || e.status === 405 || e.status === 415)) ||
      (isClientStage(e) && /^\s*<(?:!doctype|html)/i.test(e.bodyText)),
    explain: () => ({
      sentence: 'The address answers, but it is no token endpoint.',
      actions: [
        action('discover', 'Fill in from the org URL'),
        editField('accessTokenUrl', 'Access Token URL'),
      ],
    }),
  },
  {
    code: 'serverDown',
    applies: (e) => e.status >= 500 && e.oauthError === '',
    explain: (e) => ({
      sentence: `The server is in trouble (status ${e.status}). The request may be fine.`,
      actions: [retry()],
    }),
  },
];
