import { AppError } from '../../core/errors.ts';
import { generatePrivateJwk } from '../storage/key-store.ts';
import type { Service } from './service.ts';

const modulusLengths = [2048, 3072, 4096];

/** Generates a key pair and keeps it. @throws AppError ERR_KEY_TOO_SHORT for another length than 2048, 3072 or 4096 bits */
export const generateKey: Service<'key.generate'> = async (app, { name, alg, modulusBits = 2048 }) => {
  if (/^[RP]S/.test(alg) && !modulusLengths.includes(modulusBits)) {
    throw new AppError('ERR_KEY_TOO_SHORT', 'An RSA key has 2048, 3072 or 4096 bits.', {
      details: { modulusBits },
    });
  }
  const jwk = await generatePrivateJwk(alg, modulusBits);
  return app.keys.add(jwk, { name, origin: 'generated', algorithm: alg });
};
