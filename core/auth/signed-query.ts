import { decodePercent } from '../http/percent-encoding.ts';

/** A name and value of a query or a form, decoded. */
export type SignedParameter = [name: string, value: string];

/** Reads a query, or a form body, as the parameters that signatures are made over: `+` is a space. */
export function readParameters(text: string): SignedParameter[] {
  return text
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const at = piece.indexOf('=');
      return at === -1 ? [decode(piece), ''] : [decode(piece.slice(0, at)), decode(piece.slice(at + 1))];
    });
}

/** Parts that are no percent-encoded UTF-8 stay as they are written. */
const decode = (text: string) => decodePercent(text.replaceAll('+', ' '));

/** Orders encoded pairs by the code units of name, then value, as every signature of this kind wants it. */
export function inSignedOrder(pairs: readonly SignedParameter[]): SignedParameter[] {
  return pairs.toSorted(([leftName, left], [rightName, right]) =>
    leftName === rightName ? compare(left, right) : compare(leftName, rightName),
  );
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
