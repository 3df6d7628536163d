/** Legal in a path, slashes included. @see RFC 3986 section 3.3 */
const pathCharacters = "-._~!$&'()*+,;=:@/";
/** Legal in a query. @see RFC 3986 section 3.4 */
const queryCharacters = `${pathCharacters}?`;

function isUnreservedAlphanumeric(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isHexDigit(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

/** Percent-encodes the UTF-8 bytes of one character; an unpaired surrogate counts as U+FFFD. */
function encodeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (character.length === 1 && code >= 0xd800 && code <= 0xdfff) return '%EF%BF%BD';
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${code.toString(16).toUpperCase().padStart(2, '0')}` : encoded;
}

/** Encodes what is not legal; `%XX` stays, a `%` that starts none does not. */
function encodeIllegal(text: string, legal: string): string {
  let result = '';
  let done = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isUnreservedAlphanumeric(code) || legal.includes(text.charAt(at))) continue;
    if (code === 0x25 && isHexDigit(text.charCodeAt(at + 1)) && isHexDigit(text.charCodeAt(at + 2))) continue;
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
    result += text.slice(done, at) + encodeCharacter(character);
    at += character.length - 1;
    done = at + 1;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** Makes a path legal, leaving alone what already is. */
export function encodePath(path: string): string {
  return encodeIllegal(path, pathCharacters);
}

/** Makes the value of one path segment legal: a slash in it does not start another segment. */
export function encodePathSegment(value: string): string {
  return encodeIllegal(value, pathCharacters.replace('/', ''));
}

/** Makes a query legal, leaving alone what already is. */
export function encodeQuery(query: string): string {
  return encodeIllegal(query, queryCharacters);
}

/** Encodes data for one name or value of a query, so that nothing in it has a meaning of its own. */
export function encodeQueryData(text: string): string {
  let result = '';
  for (const character of text) {
    result +=
      isUnreservedAlphanumeric(character.charCodeAt(0)) || '-._~'.includes(character)
        ? character
        : encodeCharacter(character);
  }
  return result;
}

/**
 * Encodes a name or value of an `application/x-www-form-urlencoded` body: space as `+`, all but `*-._` and
 * alphanumerics as `%XX`.
 * @see https://url.spec.whatwg.org/#concept-urlencoded-serializer
 */
export function encodeFormData(text: string): string {
  let result = '';
  for (const character of text) {
    if (isUnreservedAlphanumeric(character.charCodeAt(0)) || '*-._'.includes(character)) result += character;
    else result += character === ' ' ? '+' : encodeCharacter(character);
  }
  return result;
}

/** Reads percent-encoding; a text with a broken one stays as it is. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
