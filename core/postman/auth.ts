import type { Auth, Credential } from '../auth/auth.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { applyResidue, equalJson, field, isObject, type Residue, residueOf, textField } from './residue.ts';

/** What reading an `auth` gives. */
export interface ReadAuth {
  /** Absent: inherited. */
  auth?: Auth;
  residue?: Residue;
  /** An object that names no type. */
  unreadable: boolean;
}

/**
 * Reads an authorization: version 2.1 lists its parameters, version 2.0 has an object of them. `null` inherits, as an
 * absent one does; only the type `noauth` means none.
 */
export function readAuth(raw: JsonValue | undefined): ReadAuth {
  const auth = authFields(raw);
  const read: ReadAuth = { unreadable: auth === undefined && isObject(raw) && Object.keys(raw).length > 0 };
  if (auth !== undefined) read.auth = auth;
  const residue = residueOf(raw, auth && authObject(auth));
  // Parameters written as an object say the same as a list of them.
  const onlyForm =
    auth !== undefined && auth.type !== 'noauth' && isObject(raw) && isObject(field(raw, auth.type));
  if (residue !== undefined && !(onlyForm && equalJson(Object.keys(residue), [auth.type])))
    read.residue = residue;
  return read;
}

/** Writes an authorization as version 2.1 does. */
export function writeAuth(auth: Auth | undefined, residue: JsonValue | undefined): JsonValue | undefined {
  return applyResidue(auth && authObject(auth), residue, (candidate) => {
    const read = authFields(candidate);
    if (read === undefined || auth === undefined) return read === auth;
    return equalJson(authObject(read), authObject(auth));
  });
}

function authFields(raw: JsonValue | undefined): Auth | undefined {
  if (!isObject(raw)) return undefined;
  const named = Object.keys(raw).filter((key) => key !== 'type');
  const type = textField(raw, 'type') ?? (named.length === 1 ? named[0] : undefined);
  if (type === undefined || type === '') return undefined;
  return { type, credentials: readCredentials(field(raw, type)) };
}

function readCredentials(raw: JsonValue | undefined): Credential[] {
  if (isObject(raw)) return Object.entries(raw).map(([key, value]) => ({ key, value }));
  if (!Array.isArray(raw)) return [];
  return raw.filter(isObject).flatMap((entry) => {
    const key = textField(entry, 'key');
    if (key === undefined) return [];
    const credential: Credential = { key, value: field(entry, 'value') ?? null };
    const type = textField(entry, 'type');
    if (type !== undefined) credential.type = type;
    return [credential];
  });
}

function authObject(auth: Auth): JsonObject {
  if (auth.type === 'noauth' && auth.credentials.length === 0) return { type: 'noauth' };
  const parameters = auth.credentials.map(({ key, value, type }): JsonObject =>
    type === undefined ? { key, value } : { key, value, type },
  );
  // Computed, so that a type named like a property of every object stays an own field.
  return { type: auth.type, [auth.type]: parameters };
}
