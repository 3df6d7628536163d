import { AppError } from '../../core/errors.ts';
import type { TokenRecord } from '../storage/token-store.ts';
import type { Service } from './service.ts';

/** Gives a token as it is; only when the user asks for it. @throws AppError ERR_TOKEN_NOT_FOUND, ERR_SECRET_UNREADABLE */
export const revealToken: Service<'token.reveal'> = async (app, { id, part }) => ({
  value: partOf(await app.tokens.read(id), part),
});

/** Gives one of the tokens of a record. @throws AppError ERR_TOKEN_NOT_FOUND where it has no such token */
export function partOf({ secret, summary }: TokenRecord, part: 'access' | 'refresh' | 'id'): string {
  const { accessToken, refreshToken, idToken } = secret.tokens;
  const value = { access: accessToken, refresh: refreshToken, id: idToken }[part];
  if (value !== undefined) return value;
  const name = part === 'id' ? 'ID' : part;
  throw new AppError('ERR_TOKEN_NOT_FOUND', `"${summary.name}" has no ${name} token.`, {
    details: { id: summary.id, part },
  });
}
