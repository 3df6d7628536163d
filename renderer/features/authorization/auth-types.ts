import { type Auth, readCredential, readCredentialText, sendableAuthTypes } from '../../../core/auth/auth.ts';

/** The words people know the types by. */
const labels: Readonly<Record<string, string>> = {
  noauth: 'No Auth',
  bearer: 'Bearer Token',
  basic: 'Basic Auth',
  apikey: 'API Key',
  oauth2: 'OAuth 2.0',
  oauth1: 'OAuth 1.0',
  digest: 'Digest Auth',
  hawk: 'Hawk Authentication',
  awsv4: 'AWS Signature',
  ntlm: 'NTLM Authentication',
  edgegrid: 'Akamai EdgeGrid',
  jwt: 'JWT Bearer',
  asap: 'ASAP (Atlassian)',
};

/** The name of a type; one that nobody knows keeps the name it came with. */
export function authTypeLabel(type: string): string {
  return Object.hasOwn(labels, type) ? (labels[type] ?? type) : type;
}

/** Tells whether this version sends the type, or only keeps it. */
export function isSendable(type: string): boolean {
  return sendableAuthTypes.some((known) => known === type);
}

/** The choices of the Auth Type field; a type that is only kept is a choice where it is the present one. */
export function authTypeOptions(
  current: string | undefined,
  canInherit: boolean,
): { value: string; label: string; group?: string }[] {
  const options = sendableAuthTypes.map((type) => ({ value: type as string, label: authTypeLabel(type) }));
  return [
    ...(canInherit ? [{ value: inheritValue, label: 'Inherit auth from parent' }] : []),
    ...options,
    ...(current === undefined || isSendable(current)
      ? []
      : [{ value: current, label: authTypeLabel(current), group: 'Kept as imported' }]),
  ];
}

/** The choice that stands for an absent authorization. */
export const inheritValue = '';

/** What an authorization adds to the request, for show: literal secrets as dots, variables by name. */
export interface AuthEffect {
  place: 'header' | 'query';
  name: string;
  value: string;
}

/** Tells what a sendable authorization adds; `undefined` where it adds nothing. */
export function authEffect(auth: Auth): AuthEffect | undefined {
  switch (auth.type) {
    case 'bearer': {
      const token = readCredential(auth, 'token') ?? '';
      return token === ''
        ? undefined
        : { place: 'header', name: 'Authorization', value: `Bearer ${masked(token)}` };
    }
    case 'basic': {
      const user = readCredential(auth, 'username') ?? '';
      const password = readCredential(auth, 'password') ?? '';
      if (user === '' && password === '') return undefined;
      return { place: 'header', name: 'Authorization', value: 'Basic ••••••' };
    }
    case 'apikey': {
      const name = readCredential(auth, 'key') ?? '';
      if (name === '') return undefined;
      const place = readCredential(auth, 'in') === 'query' ? 'query' : 'header';
      return { place, name, value: masked(readCredential(auth, 'value') ?? '') };
    }
    case 'oauth2': {
      const prefix = readCredential(auth, 'headerPrefix') ?? 'Bearer';
      return readCredential(auth, 'addTokenTo') === 'queryParams'
        ? { place: 'query', name: 'access_token', value: '<current token>' }
        : { place: 'header', name: 'Authorization', value: `${prefix} <current token>`.trim() };
    }
    case 'jwt': {
      const name = readCredentialText(auth, 'queryParamKey') || 'token';
      const prefix = readCredentialText(auth, 'headerPrefix') || 'Bearer';
      return readCredentialText(auth, 'addTokenTo') === 'queryParam'
        ? { place: 'query', name, value: '<signed JWT>' }
        : { place: 'header', name: 'Authorization', value: `${prefix} <signed JWT>` };
    }
    case 'digest':
      return { place: 'header', name: 'Authorization', value: 'Digest <answer to the challenge>' };
    case 'awsv4':
      return { place: 'header', name: 'Authorization', value: 'AWS4-HMAC-SHA256 <signature>' };
    case 'oauth1':
      return { place: 'header', name: 'Authorization', value: 'OAuth <signature>' };
    case 'hawk':
      return { place: 'header', name: 'Authorization', value: 'Hawk <MAC of the request>' };
    case 'edgegrid':
      return { place: 'header', name: 'Authorization', value: 'EG1-HMAC-SHA256 <signature>' };
    case 'asap':
      return { place: 'header', name: 'Authorization', value: 'Bearer <signed JWT>' };
    default:
      return undefined;
  }
}

/** Shows a secret's variables and hides the rest of it; a scheme word in front, such as `SSWS`, is no secret. */
function masked(text: string): string {
  if (text === '') return '';
  const [, scheme = '', rest = text] = /^([A-Za-z]{2,12} )?(.*)$/s.exec(text) ?? [];
  if (/^\{\{[^{}]+\}\}$/.test(rest)) return text;
  return `${scheme}••••••`;
}
