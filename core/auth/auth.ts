import { z } from 'zod';
import { type JsonValue, jsonValueSchema } from '../json-value.ts';

/** One named parameter of an authorization, such as `token` or `clientId`. `type` is kept for round trips. */
export const credentialSchema = z.object({
  key: z.string(),
  value: jsonValueSchema,
  type: z.string().optional(),
});
export type Credential = z.infer<typeof credentialSchema>;

/**
 * How a request is authorized, in Postman's own shape: a type name and its parameters. The type is open so that
 * every imported one survives; `noauth` means none; an absent `Auth` means "inherit from the parent".
 */
export const authSchema = z.object({
  type: z.string().min(1),
  credentials: z.array(credentialSchema),
});
export type Auth = z.infer<typeof authSchema>;

/** The authorization types Postern sends itself; others are kept, shown and said to be unsupported. */
export const sendableAuthTypes = [
  'noauth',
  'bearer',
  'basic',
  'apikey',
  'oauth2',
  'jwt',
  'digest',
  'oauth1',
  'awsv4',
  'hawk',
  'edgegrid',
  'asap',
] as const;
export type SendableAuthType = (typeof sendableAuthTypes)[number];

/** Gives one parameter as text, or `undefined` where it is absent or not a scalar. */
export function readCredential(auth: Auth, key: string): string | undefined {
  const value = auth.credentials.find((credential) => credential.key === key)?.value;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** Gives one parameter as text: an absent one as an empty text, an object as its JSON. */
export function readCredentialText(auth: Auth, key: string): string {
  const value = auth.credentials.find((credential) => credential.key === key)?.value;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return readCredential(auth, key) ?? '';
}

/** Gives a copy of the authorization with one parameter set, keeping the order of the others. */
export function withCredential(auth: Auth, key: string, value: JsonValue): Auth {
  const known = auth.credentials.some((credential) => credential.key === key);
  return {
    ...auth,
    credentials: known
      ? auth.credentials.map((credential) => (credential.key === key ? { ...credential, value } : credential))
      : [...auth.credentials, { key, value }],
  };
}
