/** The bytes that give a JSON text its shape, all of them ASCII and so never part of another character in UTF-8. */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

/** A line of laid out JSON has five tokens at most; a text that is not JSON is broken into lines after so many. */
export const maxLineTokens = 32;

/** 1 for brackets, commas and colons. */
export const isMark = new Uint8Array(256);
for (const code of [COMMA, COLON, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET]) isMark[code] = 1;

/** 1 for bytes that end a word: blanks, quotes and marks. */
export const endsWord = Uint8Array.from(isMark, (mark, code) => (code <= 0x20 || code === QUOTE ? 1 : mark));
