/** Words shorter than this have too many neighbours. */
const shortest = 4;

/** Tells whether two words are one slip apart: a letter more, less, another one, or two that changed places. */
export function isOneSlipApart(left: string, right: string): boolean {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const rest = (word: string, from: number) => word.slice(from);
  if (left.length === right.length) {
    const isSwapped = left[at] === right[at + 1] && left[at + 1] === right[at];
    return (
      rest(left, at + 1) === rest(right, at + 1) || (isSwapped && rest(left, at + 2) === rest(right, at + 2))
    );
  }
  if (Math.abs(left.length - right.length) !== 1) return false;
  return left.length > right.length
    ? rest(left, at + 1) === rest(right, at)
    : rest(left, at) === rest(right, at + 1);
}

/** Tells whether some word of a text is typed with one slip, or begins with what is. Both in lower case. */
export function hasNearWord(text: string, term: string): boolean {
  if (term.length < shortest) return false;
  return text.split(/[^\p{L}\p{N}]+/u).some((word) => {
    if (word.length < term.length - 1) return false;
    return [term.length - 1, term.length, term.length + 1].some(
      (length) => length <= word.length && isOneSlipApart(word.slice(0, length), term),
    );
  });
}
