import type { Auth } from '../../auth/auth.ts';
import type { OAuth2Config } from '../../auth/oauth2/config.ts';
import type { RequestParameter } from '../../auth/oauth2/request-parameter.ts';
import { authOf } from '../auth-of.ts';
import { bearerAuthOf, noteForeignAuth, oauth2AuthOf, signedAuthOf } from '../foreign-auth.ts';
import type { NoteBook } from '../notes.ts';
import { type BruBlock, bruPairs } from './parse-bru.ts';

/**
 * Reads the authorization that a request, folder or collection of Bruno names: `undefined` inherits.
 *
 * @throws AppError ERR_IMPORT_INVALID_BRU
 */
export function readBruAuth(
  mode: string,
  blocks: BruBlock[],
  notes: NoteBook,
  where: string[],
): Auth | undefined {
  if (mode === 'inherit') return undefined;
  if (mode === '' || mode === 'none') return { type: 'noauth', credentials: [] };
  const block = blocks.find(({ name }) => name === `auth:${mode}`);
  const fields = new Map(
    block === undefined ? [] : bruPairs(block).map(({ key, value }): [string, string] => [key, value]),
  );
  const text = (key: string) => fields.get(key) ?? '';
  switch (mode) {
    case 'basic':
      return authOf('basic', { username: text('username'), password: text('password') });
    case 'bearer':
      return bearerAuthOf(text('token'), '');
    case 'apikey': {
      const place = text('placement') === 'queryparams' ? 'query' : 'header';
      return authOf('apikey', { key: text('key'), value: text('value'), in: place });
    }
    case 'oauth2':
      return oauth2(text, blocks);
    default: {
      const signed = signedAuthOf(mode, text);
      if (signed !== undefined) return signed;
      noteForeignAuth(notes, where, mode);
      return authOf(mode, Object.fromEntries(fields));
    }
  }
}

function oauth2(text: (key: string) => string, blocks: BruBlock[]): Auth {
  const prefix = text('token_header_prefix');
  return oauth2AuthOf({
    grantType: grantOf(text('grant_type'), text('pkce') === 'true'),
    callbackUrl: text('callback_url'),
    authUrl: text('authorization_url'),
    accessTokenUrl: text('access_token_url'),
    refreshTokenUrl: text('refresh_token_url'),
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
    scope: text('scope'),
    state: text('state'),
    username: text('username'),
    password: text('password'),
    clientAuthentication:
      text('credentials_placement') === 'basic_auth_header' ? 'client_secret_basic' : 'client_secret_post',
    addTokenTo: /^(?:url|query)/.test(text('token_placement')) ? 'queryParams' : 'header',
    ...(prefix === '' ? {} : { headerPrefix: prefix }),
    authRequestParameters: parameters(blocks, 'auth_req'),
    tokenRequestParameters: parameters(blocks, 'access_token_req'),
    refreshRequestParameters: parameters(blocks, 'refresh_token_req'),
  });
}

function grantOf(name: string, pkce: boolean): OAuth2Config['grantType'] {
  switch (name) {
    case 'client_credentials':
    case 'implicit':
      return name;
    case 'password':
      return 'password_credentials';
    default:
      return pkce ? 'authorization_code_with_pkce' : 'authorization_code';
  }
}

const places: { ending: RegExp; sendAs: RequestParameter['sendAs'] }[] = [
  { ending: /:headers$/, sendAs: 'request_header' },
  { ending: /:queryparams$/, sendAs: 'request_url' },
  { ending: /:(?:body|bodyparams|body_urlencoded)$/, sendAs: 'request_body' },
];

function parameters(blocks: BruBlock[], request: string): RequestParameter[] {
  return blocks
    .filter(({ name }) => name.startsWith(`auth:oauth2:additional_params:${request}:`))
    .flatMap((block) => {
      const sendAs = places.find(({ ending }) => ending.test(block.name))?.sendAs ?? 'request_body';
      return bruPairs(block).map(({ key, value, disabled }) => ({ key, value, enabled: !disabled, sendAs }));
    });
}
