import { Position } from 'graphql-language-service';

/** Gives an offset of a text as line and column, both from 0, as the language service takes it. */
export function placeOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\n|\r/);
  return new Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}
