import { isSecretParameter, isSecretText } from '../export/blank-secrets.ts';
import type { Auth } from '../auth/auth.ts';
import type { Body } from '../http/body.ts';
import type { Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';
import { replaceSecretFields } from '../http/secret-fields.ts';
import { isCredentialHeader } from '../http/sensitive-headers.ts';

/** A body longer than this is not kept: what is opened from the history must be whole. */
const maxBodyChars = 256 * 1024;

/** A request as the history keeps it. */
export interface KeptDraft {
  draft: Request;
  /** Where a secret was blanked or something was left out, in words such as `Authorization: token`. */
  blanked: string[];
}

/**
 * Gives a request as the history may keep it: `{{variables}}` stay, secrets that were typed in their place go, and each place
 * is named. What an import left over is not kept either.
 */
export function keepDraft(request: Request): KeptDraft {
  const blanked: string[] = [];
  const text = (value: string, place: string): string => {
    const kept = blankSecrets(value);
    if (kept !== value) blanked.push(place);
    return kept;
  };
  const rows = <R extends Row>(list: R[], what: string, isSecret: (name: string) => boolean): R[] =>
    list.map(({ extension: _residue, ...row }) => ({
      ...(row as unknown as R),
      value: rowValue(row.key, row.value, isSecret, () => blanked.push(`${what}: ${row.key}`)),
    }));
  const { extension: _residue, ...kept } = request;
  const draft: Request = {
    ...kept,
    queryParams: rows(request.queryParams, 'Params', isSecretField),
    headers: rows(request.headers, 'Headers', isCredentialHeader),
    body: keepBody(request.body, { text, rows, blanked }),
  };
  // The enabled rows say the same as the address: each place is named once.
  draft.url = blankSecrets(request.url);
  const isNamed = blanked.some((place) => place.startsWith('Params'));
  if (draft.url !== request.url && !isNamed) blanked.push('URL');
  if (request.auth !== undefined) draft.auth = keepAuth(request.auth, blanked);
  return { draft, blanked: [...new Set(blanked)] };
}

/** Takes out of a text what looks like a secret; what holds a variable is none. */
function blankSecrets(text: string): string {
  return replaceSecretFields(text, (secret) => (secret.includes('{{') ? secret : ''));
}

function rowValue(key: string, value: string, isSecret: (name: string) => boolean, note: () => void): string {
  if (!isSecret(key) || !isSecretText(value)) return value;
  note();
  // The scheme in front of a credential is no secret.
  const scheme = /^(?:bearer|basic|ssws|dpop) /i.exec(value)?.[0];
  return scheme ?? '';
}

function isSecretField(key: string): boolean {
  return replaceSecretFields(`${key}=x`, () => '') !== `${key}=x`;
}

function keepAuth(auth: Auth, blanked: string[]): Auth {
  const credentials = auth.credentials.map((credential) => {
    const { key, value } = credential;
    if (typeof value === 'boolean' || value === null) return credential;
    const isSecret = isSecretParameter(key) && (typeof value !== 'string' || isSecretText(value));
    if (isSecret) {
      blanked.push(`Authorization: ${key}`);
      return { ...credential, value: '' };
    }
    if (typeof value !== 'object') return credential;
    // Further parameters of a token request are rows of their own.
    const text = JSON.stringify(value);
    const kept = replaceRowValues(text);
    if (kept !== text) blanked.push(`Authorization: ${key}`);
    return { ...credential, value: JSON.parse(kept) as typeof value };
  });
  return { ...auth, credentials };
}

/** Blanks the value of rows such as `{"key":"client_secret","value":"…"}`. */
function replaceRowValues(json: string): string {
  return JSON.stringify(
    JSON.parse(json, (_name, member: unknown) => {
      if (typeof member !== 'object' || member === null || !('key' in member) || !('value' in member)) {
        return member;
      }
      const { key, value } = member;
      const isSecret = typeof key === 'string' && isSecretField(key);
      return isSecret && typeof value === 'string' && isSecretText(value) ? { ...member, value: '' } : member;
    }),
  );
}

interface Keeper {
  text(value: string, place: string): string;
  rows<R extends Row>(list: R[], what: string, isSecret: (name: string) => boolean): R[];
  blanked: string[];
}

function keepBody(body: Body, { text, rows, blanked }: Keeper): Body {
  switch (body.type) {
    case 'raw':
      if (body.content.length > maxBodyChars) {
        blanked.push('Body: too long to be kept');
        return { ...body, content: '' };
      }
      return { ...body, content: text(body.content, 'Body') };
    case 'graphql':
      return { ...body, variables: text(body.variables, 'Body: variables') };
    case 'urlencoded':
      return { ...body, rows: rows(body.rows, 'Body', isSecretField) };
    case 'formdata':
      return { ...body, rows: rows(body.rows, 'Body', isSecretField) };
    case 'unsupported':
      blanked.push('Body: of a form that is not sent');
      return { type: 'none' };
    case 'none':
    case 'file':
      return body;
  }
}
