/** How well a text answers a query: the higher the better. `undefined` where it does not. */
export type Score = number | undefined;

const wordStart = /[\s\-_/.:(]/;

/** A word found as a whole: best at the start of the text, then at the start of a word, then anywhere. */
function scoreSubstring(text: string, term: string): Score {
  let best: Score;
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
    const place = at === 0 ? 100 : wordStart.test(text[at - 1] ?? '') ? 80 : 50;
    best = Math.max(best ?? 0, place + term.length);
    if (place >= 80) break;
  }
  return best;
}

/** The letters of a word in order, with gaps: the fewer gaps the better. */
function scoreSubsequence(text: string, term: string): Score {
  if (term.length < 2) return undefined;
  let from = 0;
  let gaps = 0;
  for (const letter of term) {
    const at = text.indexOf(letter, from);
    if (at === -1) return undefined;
    if (at > from && from > 0) gaps += 1;
    from = at + 1;
  }
  return gaps <= 2 + term.length / 3 ? 20 - gaps : undefined;
}

/**
 * Scores a text against a query without regard to case. Every word of the query must be in the text, as it is or, where
 * `loose`, as letters in order with few gaps. Shorter texts win among equals.
 */
export function fuzzyScore(text: string, query: string, { loose = true } = {}): Score {
  const lower = text.toLowerCase();
  let total = 0;
  for (const term of query.toLowerCase().split(/\s+/)) {
    if (term === '') continue;
    const score = scoreSubstring(lower, term) ?? (loose ? scoreSubsequence(lower, term) : undefined);
    if (score === undefined) return undefined;
    total += score;
  }
  return total - Math.min(text.length, 100) / 100;
}

/** Gives the best matches, best first, at most `limit` of them. Equals keep their order. */
export function bestMatches<Item>(
  items: readonly Item[],
  query: string,
  options: { textOf: (item: Item) => string; limit: number; loose?: boolean },
): Item[] {
  const { textOf, limit, loose = true } = options;
  const scored: { item: Item; score: number; at: number }[] = [];
  items.forEach((item, at) => {
    const score = fuzzyScore(textOf(item), query, { loose });
    if (score !== undefined) scored.push({ item, score, at });
  });
  scored.sort((a, b) => b.score - a.score || a.at - b.at);
  return scored.slice(0, limit).map(({ item }) => item);
}
