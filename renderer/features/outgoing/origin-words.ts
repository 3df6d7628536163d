import type { HeaderOrigin, Preview } from '../../../core/http/preview.ts';

const words: Record<HeaderOrigin, string> = {
  typed: 'Headers',
  auth: 'Authorization',
  address: 'User name in the URL',
  body: 'Body',
  app: 'Postern',
  cookies: 'Cookie jar',
  connection: 'Connection',
};

/** Tells where a header line comes from, in the words of the tabs. */
export function originWords(origin: HeaderOrigin, auth: Preview['auth']): string {
  if (origin === 'auth' && auth?.inheritedFrom !== undefined) return `Authorization of ${auth.inheritedFrom}`;
  return words[origin];
}

const scopeWords: Record<Preview['variables'][number]['scopeKind'], string> = {
  local: 'Local',
  environment: 'Environment',
  folder: 'Folder',
  collection: 'Collection',
  globals: 'Globals',
  generated: 'Generated for each send',
};

/** Tells whose value won; the scope's own name where it says more than its kind. */
export function scopeText({ scopeKind, scopeName }: Preview['variables'][number]): string {
  const named = scopeKind === 'folder' || scopeKind === 'collection';
  return named ? `${scopeWords[scopeKind]}: ${scopeName}` : scopeWords[scopeKind];
}

const partWords: Readonly<Record<string, string>> = {
  method: 'the method',
  url: 'the URL',
  query: 'a query parameter',
  pathVariable: 'a path variable',
  header: 'a header',
  body: 'the body',
  auth: 'the authorization',
};

/** Tells where an unresolved name stands. */
export function placeText({ where, key, via, name }: Preview['unresolved'][number]): string {
  const part = partWords[where] ?? where;
  const row = key === undefined || key === '' || key === name ? '' : ` “${key}”`;
  return `in ${part}${row}${via === undefined ? '' : `, through {{${via}}}`}`;
}

/** Tells what sending does about the token. */
export function tokenText({ step, name, isDpop }: NonNullable<Preview['token']>): string {
  const called = name === undefined ? '' : ` “${name}”`;
  const sentences: string[] = [];
  if (step === 'send')
    sentences.push(
      name === undefined ? 'The access token of the form is sent.' : `The access token${called} is sent.`,
    );
  if (step === 'refresh')
    sentences.push(`The access token${called} is about to end or has ended: it is refreshed first.`);
  if (step === 'fetch') sentences.push('A new access token is fetched first.');
  if (step === 'missing') sentences.push('There is no access token to send.');
  if (isDpop) sentences.push('The DPoP proof is made when sending, anew for each request.');
  return sentences.join(' ');
}
