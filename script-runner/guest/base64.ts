const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** `btoa`: each character is one byte. @see https://infra.spec.whatwg.org/#forgiving-base64 */
export function encodeLatin1(text: unknown): string {
  const bytes = Array.from(String(text), (character) => character.charCodeAt(0));
  if (bytes.some((byte) => byte > 255)) throw new RangeError('btoa takes characters up to U+00FF.');
  let encoded = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded += alphabet.charAt(bits >> 18) + alphabet.charAt((bits >> 12) & 63);
    encoded += second === undefined ? '=' : alphabet.charAt((bits >> 6) & 63);
    encoded += third === undefined ? '=' : alphabet.charAt(bits & 63);
  }
  return encoded;
}

/** `atob`. */
export function decodeLatin1(text: unknown): string {
  const clean = String(text)
    .replace(/[\t\n\f\r ]/g, '')
    .replace(/={1,2}$/, '');
  if (clean.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(clean)) throw new RangeError('This is not base64.');
  let decoded = '';
  let bits = 0;
  let held = 0;
  for (const character of clean) {
    bits = (bits << 6) | alphabet.indexOf(character);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    decoded += String.fromCharCode((bits >> held) & 255);
  }
  return decoded;
}
