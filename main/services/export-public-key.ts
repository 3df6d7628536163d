import type { Jwk } from '../../core/jwt/jwk.ts';
import { publicJwk } from '../../core/jwt/jwk.ts';
import { publicPemOf } from '../storage/key-store.ts';
import type { Service } from './service.ts';

/** Gives the public half of a key as it is pasted into a registration box. @throws AppError ERR_KEY_NOT_FOUND */
export const exportPublicKey: Service<'key.exportPublic'> = (app, { id, format }) => {
  const jwk = publicJwk(app.keys.find(id).publicJwk as Jwk);
  if (format === 'pem') return { text: publicPemOf(jwk) };
  return { text: JSON.stringify(format === 'jwk' ? jwk : { keys: [jwk] }, undefined, 2) };
};
