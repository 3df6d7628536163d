import { type Auth, readCredentialText } from './auth.ts';
import { authIncomplete } from './auth-incomplete.ts';

/** Reads the parameters of an authorization that signs, resolved and without spaces around them. */
export interface CredentialReader {
  read(key: string): string;
  /** @throws AppError ERR_AUTH_INCOMPLETE where it is empty */
  required(key: string, label: string): string;
}

/** @param resolve Gives a text with its variables replaced. */
export function credentialReader(
  auth: Auth,
  resolve: (text: string, key: string) => string,
): CredentialReader {
  const read = (key: string) => resolve(readCredentialText(auth, key), key).trim();
  return {
    read,
    required(key, label) {
      const value = read(key);
      if (value !== '') return value;
      throw authIncomplete(key, `${label} is empty; the signature is made with it.`);
    },
  };
}
