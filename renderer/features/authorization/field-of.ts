import { type Auth, readCredentialText, withCredential } from '../../../core/auth/auth.ts';

/** What the field of one parameter shows, and what it does with what is typed. */
export function fieldOf(auth: Auth, onChange: (auth: Auth) => void, key: string) {
  return {
    value: readCredentialText(auth, key),
    onChange: (value: string) => onChange(withCredential(auth, key, value)),
  };
}
