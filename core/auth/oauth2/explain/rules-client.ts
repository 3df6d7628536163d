import { action, editField, generateKey, openAppHelp, retry } from './actions.ts';
import { type Rule, isClientStage, says, usesAssertion } from './rule.ts';

const changeMethod = (method: string, label: string) =>
  action('changeClientAuthentication', label, { method });

/** Failures of the client's own proof: secret, assertion, method. @see RFC 6749 section 5.2, RFC 7523 section 3.2 */
export const clientRules: Rule[] = [
  {
    code: 'originSent',
    applies: (e) => says(e, /Browser requests to the token endpoint must use Proof Key/i),
    explain: () => ({
      sentence:
        'The request carried an "Origin" header, so the server took it for a web page and refused the secret.',
      cause: 'An imported request or an extra header brought it along. Apps send none.',
      actions: [action('removeOriginHeader', 'Remove Origin and send again')],
    }),
  },
  {
    code: 'serviceNeedsPrivateKey',
    applies: (e) => says(e, /must use the private_key_jwt token_endpoint_auth_method/i),
    explain: (e) => ({
      sentence: 'The org server gives services a token only for a signed client assertion, not for a secret.',
      actions: [
        changeMethod('private_key_jwt', 'Sign with a private key'),
        ...(e.client?.keyId === undefined || e.client.keyId === '' ? [generateKey()] : []),
      ],
    }),
  },
  {
    code: 'severalCredentials',
    applies: (e) => says(e, /(?:can'?t|cannot) supply multiple client credentials/i),
    explain: () => ({
      sentence: 'The client proved itself in two ways at once. The server takes one.',
      cause:
        'Look for client_id, client_secret or an assertion among the extra parameters, and a typed Authorization header.',
      actions: [
        editField('clientAuthentication', 'Client Authentication'),
        editField('tokenRequestParameters', 'extra parameters'),
      ],
    }),
  },
  {
    code: 'noCredentials',
    applies: (e) =>
      says(
        e,
        /no client credentials found|client authentication (?:failed|is required)|no client authentication/i,
      ) && e.client?.authentication === 'none',
    explain: () => ({
      sentence: 'The app has a secret or a key, and the request proved nothing.',
      actions: [
        editField('clientAuthentication', 'Client Authentication'),
        editField('clientSecret', 'Client Secret'),
      ],
    }),
  },
  {
    code: 'clientUnknown',
    applies: (e) =>
      says(
        e,
        /invalid value for '?client_?id'?|'?client_id'? parameter|client (?:is )?not found|unknown client/i,
      ),
    explain: () => ({
      sentence:
        'The server does not know this Client ID. It may belong to another org, or the app was deactivated.',
      actions: [editField('clientId', 'Client ID'), editField('accessTokenUrl', 'Access Token URL')],
    }),
  },
  {
    code: 'assertionAudience',
    applies: (e) => isClientStage(e) && usesAssertion(e) && says(e, /audience|\baud\b/i),
    explain: (e) => ({
      sentence: `The client assertion is for another address${e.client?.assertionAudience === undefined ? '' : ` (${e.client.assertionAudience})`}. Its "aud" must be the endpoint that is called.`,
      actions: [
        action('fixAud', 'Use the address that is called', {
          audience: e.request.url.replace(/[?#].*$/s, ''),
        }),
      ],
    }),
  },
  {
    code: 'assertionKeyId',
    applies: (e) =>
      isClientStage(e) && usesAssertion(e) && says(e, /\bkid\b|key id|keyid|no (?:matching )?key/i),
    explain: (e) => ({
      sentence: `The server has no key${e.client?.keyId ? ` "${e.client.keyId}"` : ' with this id'} for this app. Register the public half, or use the id it is registered under.`,
      actions: [
        action('copyPublicKey', 'Copy the public key'),
        action('comparePublicKeys', "Compare with the app's keys"),
        generateKey(),
      ],
    }),
  },
  {
    code: 'assertionSignature',
    applies: (e) => isClientStage(e) && usesAssertion(e) && says(e, /signature/i),
    explain: (e) => ({
      sentence:
        e.client?.authentication === 'client_secret_jwt'
          ? 'The signature does not fit the secret the server has.'
          : 'The signature does not fit the public key the server has under this id.',
      cause: 'The id is right and the key is another one, or the algorithm is not the one registered.',
      actions:
        e.client?.authentication === 'client_secret_jwt'
          ? [editField('clientSecret', 'Client Secret')]
          : [action('copyPublicKey', 'Copy the public key'), generateKey()],
    }),
  },
  {
    code: 'assertionUsedTwice',
    applies: (e) => isClientStage(e) && usesAssertion(e) && says(e, /\bjti\b|already (?:been )?used|replay/i),
    explain: () => ({
      sentence: 'The server had seen this client assertion before. Each request needs a new one.',
      actions: [retry()],
    }),
  },
  {
    code: 'assertionTimes',
    applies: (e) =>
      isClientStage(e) && usesAssertion(e) && says(e, /\bexp\b|\biat\b|expir|lifetime|issued in the future/i),
    explain: () => ({
      sentence:
        'The times of the client assertion are refused: "exp" must be a number, in the future, and at most an hour ahead.',
      actions: [retry(), action('openClockHelp', 'Check the clock')],
    }),
  },
  {
    code: 'assertionSubject',
    applies: (e) => isClientStage(e) && usesAssertion(e) && says(e, /\b(?:iss|sub|issuer|subject)\b/i),
    explain: () => ({
      sentence: '"iss" and "sub" of the client assertion must both be the Client ID.',
      actions: [editField('clientId', 'Client ID')],
    }),
  },
  {
    code: 'methodNotAllowed',
    applies: (e) =>
      says(
        e,
        /token_endpoint_auth_method|client authentication method|authentication method .*not (?:supported|allowed)/i,
      ),
    explain: () => ({
      sentence: 'The app is set to another client authentication than the request used.',
      actions: [editField('clientAuthentication', 'Client Authentication')],
    }),
  },
  {
    code: 'secretWrong',
    applies: (e) =>
      e.oauthError === 'invalid_client' &&
      (e.client?.authentication === 'client_secret_basic' ||
        e.client?.authentication === 'client_secret_post'),
    explain: () => ({
      sentence: 'The server does not accept this Client ID and Client Secret.',
      cause:
        'The secret may be from another app or replaced by a newer one; apps set to public-key authentication have none.',
      actions: [
        editField('clientSecret', 'Client Secret'),
        editField('clientAuthentication', 'Client Authentication'),
      ],
    }),
  },
  {
    code: 'clientRefused',
    applies: (e) => e.oauthError === 'invalid_client',
    explain: (e) => ({
      sentence: 'The server does not accept what the client proves itself with.',
      actions: usesAssertion(e)
        ? [action('comparePublicKeys', "Compare with the app's keys"), editField('clientId', 'Client ID')]
        : [editField('clientAuthentication', 'Client Authentication'), editField('clientId', 'Client ID')],
    }),
  },
  {
    code: 'grantNotAllowed',
    applies: (e) => e.oauthError === 'unauthorized_client' || e.oauthError === 'unsupported_grant_type',
    explain: () => ({
      sentence: 'The app is not allowed to get tokens in this way.',
      actions: [
        action('changeGrantType', 'Choose another Grant Type'),
        openAppHelp('grantTypes', 'Which box to tick in the app'),
      ],
    }),
  },
];
