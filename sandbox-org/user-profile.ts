/** What a user's profile may hold, and what is wrong with one. */
import { malformedBody, validationFailed } from './errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import type { OrgState, User, UserProfile } from './org.ts';
import { findByLogin } from './user-view.ts';

/** Okta's base profile, with the longest text each attribute takes. */
const attributes: ReadonlyMap<string, number> = new Map([
  ['login', 100],
  ['email', 100],
  ['secondEmail', 100],
  ['firstName', 50],
  ['lastName', 50],
  ['middleName', 50],
  ['honorificPrefix', 50],
  ['honorificSuffix', 50],
  ['title', 100],
  ['displayName', 100],
  ['nickName', 100],
  ['profileUrl', 1024],
  ['primaryPhone', 100],
  ['mobilePhone', 100],
  ['streetAddress', 1024],
  ['city', 128],
  ['state', 128],
  ['zipCode', 50],
  ['countryCode', 2],
  ['postalAddress', 4096],
  ['preferredLanguage', 10],
  ['locale', 20],
  ['timezone', 100],
  ['userType', 100],
  ['employeeNumber', 100],
  ['costCenter', 100],
  ['organization', 100],
  ['division', 100],
  ['department', 100],
  ['managerId', 100],
  ['manager', 100],
]);

const required = ['firstName', 'lastName', 'email', 'login'] as const;
const EMAIL = /^[^\s@"<>]+@[^\s@"<>.]+(\.[^\s@"<>.]+)+$/u;

/**
 * The `profile` object of a body.
 * @throws OktaError E0000003 when it is there and no object
 */
export function readProfile(body: JsonObject): JsonObject | undefined {
  const profile = body['profile'];
  if (profile === undefined) return undefined;
  if (!isJsonObject(profile)) throw malformedBody('profile: an object is expected');
  return profile;
}

/**
 * Puts `given` over `base` and checks the result as a whole; null takes an attribute away.
 * @throws OktaError E0000001 with one cause for each fault
 */
export function mergeProfile(
  state: OrgState,
  base: Readonly<UserProfile>,
  given: JsonObject,
  self: User | undefined,
): UserProfile {
  // Okta always shows these two, set or not.
  const profile: UserProfile = { mobilePhone: null, secondEmail: null, ...base };
  const faults: { field: string; cause: string }[] = [];
  for (const [name, value] of Object.entries(given)) {
    const fault = faultOf(name, value);
    if (fault !== undefined) faults.push({ field: name, cause: fault });
    else if (typeof value === 'string' && value !== '') profile[name] = value;
    else clear(profile, name);
  }
  for (const name of required) {
    if (profile[name] === undefined && !faults.some(({ field }) => field === name)) {
      faults.push({ field: name, cause: `${name}: The field cannot be left blank` });
    }
  }
  const holder = findByLogin(state, profile['login'] ?? '');
  if (holder !== undefined && holder !== self) {
    faults.push({
      field: 'login',
      cause: 'login: An object with this field already exists in the current organization',
    });
  }
  const [first] = faults;
  if (first !== undefined) {
    throw validationFailed(
      first.field,
      faults.map(({ cause }) => cause),
    );
  }
  return profile;
}

function clear(profile: UserProfile, name: string): void {
  if (name === 'mobilePhone' || name === 'secondEmail') profile[name] = null;
  else delete profile[name];
}

function faultOf(name: string, value: JsonValue | undefined): string | undefined {
  const longest = attributes.get(name);
  if (longest === undefined) return `${name}: The attribute is not declared in the schema`;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return `${name}: Text is expected`;
  if (value.length > longest) return `${name}: The field cannot exceed ${longest} characters`;
  if (name === 'login' && !EMAIL.test(value)) {
    return 'login: The username must be in the form of an email address';
  }
  if ((name === 'email' || name === 'secondEmail') && !EMAIL.test(value)) {
    return `${name}: Does not match required pattern`;
  }
  return undefined;
}
