import type { HeaderPairs, Hop, SentRequest } from './exchange.ts';
import {
  encodeFormData,
  encodePath,
  encodePathSegment,
  encodeQuery,
  encodeQueryData,
} from './percent-encoding.ts';
import { isCredentialHeader } from './sensitive-headers.ts';

/** What stands where a secret was. */
export const maskText = '••••••••';

/** A shorter secret protects nothing, and masking it would cross out half of what is shown. */
const minSecretLength = 4;

/** What of a request must not be shown. */
export interface MaskRules {
  /** Lower-case names of headers whose values are masked as a whole, besides those that always are. */
  sensitiveHeaders: readonly string[];
  /** Texts that are masked wherever they occur, also percent-encoded. */
  secrets: readonly string[];
}

type Mask = (text: string) => string;

/** Made once for a list of secrets, which one exchange is masked with in several places. A list may have grown since. */
const maskers = new WeakMap<readonly string[], { mask: Mask; count: number }>();

/**
 * Gives a function that masks secret texts, as they are and in each form an address or a form body gives them. The
 * only place, with {@link maskHeaders}, that decides what of a sent request may be seen.
 *
 * @param secrets Only added to afterwards.
 * @param shown What stands in the place of a secret.
 */
export function createMasker(secrets: readonly string[], shown = maskText): Mask {
  const known = shown === maskText ? maskers.get(secrets) : undefined;
  if (known?.count === secrets.length) return known.mask;
  const mask = makeMasker(secrets, shown);
  if (shown === maskText) maskers.set(secrets, { mask, count: secrets.length });
  return mask;
}

function makeMasker(secrets: readonly string[], shown: string): Mask {
  const forms = new Set<string>();
  const spellings: Spelling[] = [];
  for (const secret of new Set(secrets)) {
    if (secret.length < minSecretLength) continue;
    forms.add(secret);
    const spelling = spellingOf(secret);
    if (spelling !== undefined) spellings.push(spelling);
    for (const encode of [encodeQueryData, encodeQuery, encodePath, encodePathSegment, encodeFormData]) {
      forms.add(encode(secret));
    }
    forms.add(JSON.stringify(secret).slice(1, -1));
  }
  // Longest first: a secret may hold another one.
  const ordered = [...forms].toSorted((left, right) => right.length - left.length);
  if (ordered.length === 0) return (text) => text;
  return (text) => {
    let masked = text;
    for (const form of ordered) if (masked.includes(form)) masked = masked.replaceAll(form, () => shown);
    for (const { probe, pattern } of spellings) {
      if (masked.includes(probe)) masked = masked.replace(pattern, () => shown);
    }
    return masked;
  };
}

/** A secret in any mixture of spellings, since servers and engines escape some characters and leave others. */
interface Spelling {
  /** Stands in every spelling, so that texts without it need no closer look. */
  probe: string;
  pattern: RegExp;
}

const longestSpelled = 16_384;

function spellingOf(secret: string): Spelling | undefined {
  const runs = secret.split(/[^A-Za-z0-9]+/);
  const probe = runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
  if (probe.length < 3 || probe === secret || secret.length > longestSpelled) return undefined;
  const source = Array.from(secret, (character) =>
    /[A-Za-z0-9]/.test(character) ? character : spelledCharacter(character),
  );
  return { probe, pattern: new RegExp(source.join(''), 'gi') };
}

function spelledCharacter(character: string): string {
  const spelled = [character, JSON.stringify(character).slice(1, -1)];
  const code = character.codePointAt(0) ?? 0;
  const percent = code > 0x7f ? encodeUtf8(character) : `%${code.toString(16).padStart(2, '0')}`;
  spelled.push(percent);
  if (code <= 0xffff) spelled.push(`\\u${code.toString(16).padStart(4, '0')}`);
  if (character === ' ') spelled.push('+');
  const escaped = [...new Set(spelled)].map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return `(?:${escaped.join('|')})`;
}

function encodeUtf8(character: string): string {
  try {
    return encodeURIComponent(character);
  } catch {
    return character;
  }
}

/** Gives the credentials that stand in header lines as they were sent: cookies one by one, tokens without their scheme. */
function credentialsIn(headers: HeaderPairs): string[] {
  const credentials: string[] = [];
  for (const [name, value] of headers) {
    if (!isCredentialHeader(name)) continue;
    if (name.toLowerCase() === 'cookie') {
      for (const pair of value.split(';')) credentials.push(pair.slice(pair.indexOf('=') + 1).trim());
    } else credentials.push(value.replace(/^[A-Za-z][A-Za-z0-9_-]{0,31} +/, '').trim());
  }
  return credentials;
}

/** What a list was last joined with, and the masker of both: a request sent again was sent with the same. */
const answerMaskers = new WeakMap<readonly string[], { more: readonly string[]; all: readonly string[] }>();

/**
 * Gives what masks an answer: a server may repeat what it was sent, credentials and cookies in the header lines included.
 *
 * @param sent The header lines of each request of the exchange, as they went out.
 */
export function createAnswerMasker(secrets: readonly string[], sent: readonly HeaderPairs[]): Mask {
  const more: string[] = [];
  for (const headers of sent) {
    for (const text of credentialsIn(headers)) if (!secrets.includes(text)) more.push(text);
  }
  if (more.length === 0) return createMasker(secrets);
  const before = answerMaskers.get(secrets);
  const isSame =
    before !== undefined &&
    before.all.length === secrets.length + more.length &&
    before.more.every((text, at) => text === more[at]);
  const all = isSame ? before.all : [...secrets, ...more];
  if (!isSame) answerMaskers.set(secrets, { more, all });
  return createMasker(all);
}

/**
 * Masks the secrets of a request in the header lines of its answer. A cookie that is set is the server's own word, and the
 * address of a `Link` has to stay whole to be followed.
 */
export function maskAnswerHeaders(headers: HeaderPairs, mask: (text: string) => string): HeaderPairs {
  return headers.map(([name, value]) => [name, /^(?:set-cookie|link)$/i.test(name) ? value : mask(value)]);
}

/** Masks a credential header's value; the scheme word (`Bearer`, `SSWS`) and the names of cookies stay. */
export function maskHeaderValue(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (lower === 'cookie') {
    return value
      .split(';')
      .map((pair) => {
        const equals = pair.indexOf('=');
        return equals === -1 ? ` ${maskText}` : `${pair.slice(0, equals)}=${maskText}`;
      })
      .join(';')
      .trimStart();
  }
  if (lower === 'authorization' || lower === 'proxy-authorization') {
    const scheme = /^([A-Za-z][A-Za-z0-9_-]{0,31}) +[^]*\S/.exec(value)?.[1];
    if (scheme !== undefined) return `${scheme} ${maskText}`;
  }
  return value === '' ? '' : maskText;
}

/** Masks header lines of a request: sensitive ones as a whole, secret texts in the others. */
export function maskHeaders(
  headers: HeaderPairs,
  rules: MaskRules,
  mask = createMasker(rules.secrets),
): HeaderPairs {
  const { sensitiveHeaders } = rules;
  const isSensitive = (name: string) =>
    isCredentialHeader(name) || sensitiveHeaders.includes(name.toLowerCase());
  return headers.map(([name, value]) => [
    name,
    isSensitive(name) ? maskHeaderValue(name, value) : mask(value),
  ]);
}

/** Gives a request as it may be shown. */
export function maskSentRequest(
  request: SentRequest,
  rules: MaskRules,
  mask = createMasker(rules.secrets),
): SentRequest {
  return { ...request, url: mask(request.url), headers: maskHeaders(request.headers, rules, mask) };
}

/** Gives a hop as it may be shown; a server may repeat a secret in the address it redirects to. */
export function maskHop(hop: Hop, rules: MaskRules, mask = createMasker(rules.secrets)): Hop {
  return {
    ...hop,
    request: maskSentRequest(hop.request, rules, mask),
    headers: hop.headers.map(([name, value]) => [name, mask(value)]),
    ...(hop.location === undefined ? {} : { location: mask(hop.location) }),
  };
}
