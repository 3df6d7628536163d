/** Half a surrogate pair cannot be written in UTF-8; it is sent as U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Characters that end a line or hide in some language's source: DEL, C1, line separators, bidi controls, the BOM. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const unsafeInSource = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Writes a text as a string literal in double quotes, by the escapes that JavaScript, Python, Go, Java and C# have in
 * common: those of JSON. A Java compiler replaces `\uXXXX` before it reads literals; no line break or quote is written so.
 */
export function doubleQuoted(text: string): string {
  return JSON.stringify(wellFormed(text)).replace(
    unsafeInSource,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Writes a text as one word of a POSIX shell. @see POSIX.1-2017 XCU 2.2.2 */
export function posixQuoted(text: string): string {
  if (/^[\w./:=@%+,-]+$/.test(text)) return text;
  return `'${wellFormed(text).replaceAll("'", String.raw`'\''`)}'`;
}

/** Writes a text as a PowerShell string that nothing is replaced in; typographic quotes end one too. */
export function powershellQuoted(text: string): string {
  return `'${wellFormed(text).replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/**
 * Writes a text as one word of cmd.exe for a program that reads its line as the C runtime does. Every character that
 * means something to cmd has a caret, the outer quotes too, so that cmd never counts quotes; a line break takes a caret
 * and two line feeds.
 */
export function cmdQuoted(text: string): string {
  const forRuntime = wellFormed(text)
    .replace(/(\\*)"/g, String.raw`$1$1\"`)
    .replace(/\\+$/, '$&$&');
  const forCmd = `"${forRuntime}"`.replace(/[!"%&()<>^|]/g, '^$&').replace(/\r\n|\r|\n/g, '^\n\n');
  return forCmd;
}
