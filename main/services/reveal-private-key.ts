import { privatePemOf } from '../storage/key-store.ts';
import type { Service } from './service.ts';

/** Gives the private key; only when the user asks for it by name. @throws AppError ERR_KEY_NOT_FOUND, ERR_SECRET_UNREADABLE */
export const revealPrivateKey: Service<'key.revealPrivate'> = async (app, { id, format }) => {
  const jwk = await app.keys.readPrivate(id);
  return { text: format === 'pem' ? privatePemOf(jwk) : JSON.stringify(jwk, undefined, 2) };
};
