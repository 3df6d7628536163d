import { AppError } from '../errors.ts';
import type { BoundSecret } from '../http/bound-secret.ts';
import type { FieldResolver } from '../http/field-resolver.ts';
import { placeApiKey } from './api-key.ts';
import { type Auth, readCredential } from './auth.ts';
import { basicAuthorization } from './basic.ts';
import { bearerAuthorization } from './bearer.ts';

/** What an authorization adds to a request. */
export interface AppliedAuth {
  header?: { name: string; value: string };
  /** An encoded `name=value` of the query. */
  queryPiece?: string;
  /** Secret texts in it, for masking. */
  secrets: string[];
  /** Those of them that may go to some hosts only, where they were not resolved with the request. */
  bound?: BoundSecret[];
  /** The authorization has nothing to send, such as a Bearer token without a token. */
  empty?: boolean;
  /** What the user should know about it. */
  warnings?: { code: string; message: string }[];
}

/**
 * Turns an authorization into what it adds to the request.
 *
 * @throws AppError ERR_AUTH_UNSUPPORTED for a type that is kept but cannot be sent
 */
export function applyAuth(auth: Auth, fields: FieldResolver): AppliedAuth {
  const read = (key: string) =>
    fields.resolve(readCredential(auth, key) ?? '', { where: 'auth', key }, { placeholders: 'whole' });
  switch (auth.type) {
    case 'noauth':
      return { secrets: [] };
    case 'bearer': {
      const token = read('token');
      if (token.trim() === '') return { secrets: [], empty: true };
      return {
        header: { name: 'Authorization', value: bearerAuthorization(token) },
        secrets: [token.trim()],
      };
    }
    case 'basic': {
      const username = read('username');
      const password = read('password');
      if (username === '' && password === '') return { secrets: [], empty: true };
      const value = basicAuthorization(username, password);
      return { header: { name: 'Authorization', value }, secrets: [password, value.slice('Basic '.length)] };
    }
    case 'apikey': {
      const name = read('key').trim();
      const value = read('value');
      if (name === '' || value === '') return { secrets: [], empty: true };
      const placed = placeApiKey(name, value, readCredential(auth, 'in'));
      return placed.in === 'header'
        ? { header: { name: placed.name, value: placed.value }, secrets: [value] }
        : { queryPiece: placed.piece, secrets: [value] };
    }
    default:
      throw new AppError(
        'ERR_AUTH_UNSUPPORTED',
        `Postern keeps the authorization of type "${auth.type}" but cannot send it yet. Choose another type under Authorization.`,
        { details: { type: auth.type } },
      );
  }
}
