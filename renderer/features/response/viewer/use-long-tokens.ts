import { useState } from 'react';
import { useStore } from '../../../store/store.ts';
import type { BodyRows } from './body-rows.ts';
import type { JsonToken } from './engine/rows.ts';

const moreBytes = 20_000;
/** Longest text that is drawn in one line; what is longer can be copied or saved. */
export const maxShownBytes = 200_000;

/** Keeps what was asked for of very long tokens, by where they begin. */
export function useLongTokens(rows: BodyRows) {
  const [texts, setTexts] = useState<ReadonlyMap<number, { text: string; bytes: number }>>(new Map());
  const showError = useStore((state) => state.notices.showError);
  const shownBytes = (token: JsonToken) =>
    texts.get(token.start)?.bytes ?? token.end - token.start - token.hiddenBytes;
  return {
    textOf: (token: JsonToken) => texts.get(token.start)?.text,
    /** Whether there is more of a token than is shown, and room for it. */
    canShowMore: (token: JsonToken) => shownBytes(token) < Math.min(token.end - token.start, maxShownBytes),
    shownBytes,
    /** Shows more of a token: up to `upTo` bytes of it, or a good piece. */
    showMore(token: JsonToken, upTo?: number) {
      const bytes = Math.min(upTo ?? shownBytes(token) + moreBytes, token.end - token.start, maxShownBytes);
      rows.readText(token.start, token.start + bytes).then(
        // A character that was cut in two comes with the next piece.
        (read) => {
          const text = bytes < token.end - token.start ? read.replace(/\uFFFD$/, '') : read;
          setTexts((current) => new Map(current).set(token.start, { text, bytes }));
        },
        (fault: unknown) => {
          // A match that is looked for is searched for in the same body, and the search says it.
          if (upTo === undefined) showError(fault);
        },
      );
    },
  };
}
