import { hasNearWord } from './near-match.ts';

/** How well a text answers a query: the higher the better. `undefined` where it does not. */
export type Score = number | undefined;

const wordStart = /[\s\-_/.:(]/;

/** A word found as a whole: best at the start of the text, then at the start of a word, then anywhere. */
function scoreSubstring(text: string, term: string): Score {
  let best: Score;
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
    const place = at === 0 ? 100 : startsWord(text, at) ? 80 : 50;
    best = Math.max(best ?? 0, place + term.length);
    if (place >= 80) break;
  }
  return best;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || wordStart.test(text[at - 1] ?? '');
}

/** The letters of a word in order, from the start of a word on. Jumps to the start of another word are free, others count. */
function scoreSubsequence(text: string, term: string): Score {
  if (term.length < 2) return undefined;
  let from = 0;
  let gaps = 0;
  for (const [index, letter] of Array.from(term).entries()) {
    let at = text.indexOf(letter, from);
    if (index === 0) while (at !== -1 && !startsWord(text, at)) at = text.indexOf(letter, at + 1);
    if (at === -1) return undefined;
    if (index > 0 && at > from && !startsWord(text, at)) gaps += 1;
    from = at + 1;
  }
  return gaps <= term.length / 3 ? 20 - gaps : undefined;
}

/**
 * Scores a text against a query without regard to case. Every word of the query must be in the text, as it is or as
 * letters in order with few gaps, or as it is in `more` (other words the text is known by). Shorter texts win among equals.
 * Forgiving, it takes words with one slip of the fingers too.
 */
export function fuzzyScore(text: string, query: string, more = '', isForgiving = false): Score {
  const lower = text.toLowerCase();
  const others = more.toLowerCase();
  let total = 0;
  for (const term of query.toLowerCase().split(/\s+/)) {
    if (term === '') continue;
    const score =
      scoreSubstring(lower, term) ??
      (others.includes(term) ? 40 : undefined) ??
      scoreSubsequence(lower, term) ??
      (isForgiving && (hasNearWord(lower, term) || hasNearWord(others, term)) ? 10 : undefined);
    if (score === undefined) return undefined;
    total += score;
  }
  return total - Math.min(text.length, 100) / 100;
}

/** Gives the best matches, best first, at most `limit` of them. Equals keep their order. */
export function bestMatches<Item>(
  items: readonly Item[],
  query: string,
  options: {
    textOf: (item: Item) => string;
    moreOf?: (item: Item) => string;
    limit: number;
    isForgiving?: boolean;
  },
): Item[] {
  const { textOf, moreOf, limit, isForgiving } = options;
  const scored: { item: Item; score: number; at: number }[] = [];
  items.forEach((item, at) => {
    const score = fuzzyScore(textOf(item), query, moreOf?.(item), isForgiving);
    if (score !== undefined) scored.push({ item, score, at });
  });
  scored.sort((a, b) => b.score - a.score || a.at - b.at);
  return scored.slice(0, limit).map(({ item }) => item);
}
