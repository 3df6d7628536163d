import { decodeToken as decodeJwt } from '../../core/jwt/decode.ts';
import { partOf } from './reveal-token.ts';
import type { Service } from './service.ts';

/** Gives header and claims of a token, for looking only: nothing is verified. @throws AppError ERR_TOKEN_NOT_FOUND, ERR_SECRET_UNREADABLE */
export const decodeToken: Service<'token.decode'> = async (app, { id, part }) => {
  const decoded = decodeJwt(partOf(await app.tokens.read(id), part));
  return decoded.kind === 'jwt'
    ? { isJwt: true, header: decoded.header.text, claims: decoded.payload.text }
    : { isJwt: false, header: '', claims: '' };
};
