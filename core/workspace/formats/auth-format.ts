import type { Auth, Credential } from '../../auth/auth.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { isMap, present, readList, readText } from './plain-fields.ts';

/** An authorization as read: the one in force, and what the format holds beside it. */
export interface AuthReading {
  auth?: Auth;
  /** Further authorizations where the file lists several; kept, not sent. */
  otherAuths?: JsonValue[];
}

/** Reads `auth`: one map, or a list of which the first is in force. `inherit` and an empty type are no authorization of its own. */
export function readAuth(value: JsonValue | undefined, credentialTypes: JsonValue | undefined): AuthReading {
  const [first, ...others] = Array.isArray(value) ? value : [value];
  const reading: AuthReading =
    others.length === 0 ? {} : { otherAuths: others.map((other) => other ?? null) };
  if (!isMap(first)) return reading;
  const type = readText(first['type']);
  if (type === '' || type === 'inherit') return reading;
  const types = readList(credentialTypes);
  const credentials = readCredentials(first['credentials']).map((credential, at) => {
    const kind = typeof credentialTypes === 'string' ? credentialTypes : types[at];
    return typeof kind === 'string' ? { ...credential, type: kind } : credential;
  });
  return { ...reading, auth: { type, credentials } };
}

/** Writes `auth`; a list where there are further ones. */
export function writeAuth(
  auth: Auth | undefined,
  otherAuths: JsonValue[] | undefined,
): JsonValue | undefined {
  if (auth === undefined) return undefined;
  const map: JsonObject = present({
    type: auth.type,
    credentials:
      auth.credentials.length === 0 ? undefined : auth.credentials.map(({ key, value }) => ({ key, value })),
  });
  return otherAuths === undefined || otherAuths.length === 0 ? map : [map, ...otherAuths];
}

/** Gives the value types of the credentials, which v3 has no place for: one text where all are the same, else one each. */
export function credentialTypes(auth: Auth | undefined): JsonValue | undefined {
  const types = auth?.credentials.map((credential) => credential.type ?? null) ?? [];
  const [first] = types;
  if (first === undefined || types.every((type) => type === null)) return undefined;
  return types.every((type) => type === first) ? first : types;
}

function readCredentials(value: JsonValue | undefined): Credential[] {
  if (isMap(value)) return Object.entries(value).map(([key, entry]) => ({ key, value: entry }));
  return readList(value).flatMap((entry) =>
    isMap(entry) ? [{ key: readText(entry['key']), value: entry['value'] ?? null }] : [],
  );
}
