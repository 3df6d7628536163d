import { AppError } from '../../core/errors.ts';
import type { Jwk } from '../../core/jwt/jwk.ts';
import { detectKeyMaterial } from '../../core/jwt/key-material.ts';
import { pemToJwk } from '../storage/key-store.ts';
import type { Service } from './service.ts';

/**
 * Keeps a pasted or dropped private key. Several in a JWK Set come back as choices, and nothing is kept until one is
 * picked.
 *
 * @throws AppError ERR_KEY_PASSPHRASE, ERR_KEY_PUBLIC, and the other refusals of `detectKeyMaterial`
 */
export const importKey: Service<'key.import'> = async (app, { text, name = '', passphrase, pick, alg }) => {
  const material = detectKeyMaterial(text);
  const keep = async (jwk: Jwk) => ({
    key: await app.keys.add(jwk, { name, origin: 'imported', algorithm: alg }),
    choices: [],
  });
  if (material.kind === 'pem') return keep(pemToJwk(material.pem, material.needsPassphrase, passphrase));
  if (material.kind === 'jwk') return keep(material.jwk);
  const picked = material.keys.find(({ index }) => index === pick);
  if (picked !== undefined) return keep(picked.jwk);
  if (pick !== undefined) {
    throw new AppError('ERR_KEY_NOT_FOUND', 'The key set has no such key. Pick one of those it has.', {
      details: { pick },
    });
  }
  return {
    choices: material.keys.map(({ index, facts }) => ({
      index,
      ...(facts.keyId === undefined ? {} : { kid: facts.keyId }),
      kty: facts.keyType,
    })),
  };
};
