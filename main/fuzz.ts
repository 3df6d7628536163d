/** Makes random JSON-like values for tests, always the same for the same seed, so that a failure can be repeated. */
export interface Fuzz {
  /** From 0 up to and without `limit`. */
  integer(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  /** Any JSON value, shallow; strange keys and texts are common in it. */
  value(depth?: number): unknown;
}

const texts = [
  '',
  'a',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '../../etc/passwd',
  '\0',
  '\n\r',
  '\ud800',
  '𝒳',
  '{{a}}',
  '-1',
  '1e999',
  'C:\\x',
  'http://[::1',
  'globals',
];
const numbers = [0, -0, -1, 1, 0.5, 1e21, -1e308, 2 ** 53, Number.MAX_VALUE, 4_294_967_296];

/** A linear congruential generator (Numerical Recipes): enough to vary tests, for nothing else. */
export function createFuzz(seed: number): Fuzz {
  let state = seed >>> 0;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const integer = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[integer(choices.length)];
    if (choice === undefined) throw new Error('There is nothing to pick from.');
    return choice;
  };

  function value(depth = 3): unknown {
    switch (integer(depth > 0 ? 8 : 5)) {
      case 0:
        return null;
      case 1:
        return random() < 0.5;
      case 2:
        return pick(numbers);
      case 3:
        return pick(texts);
      case 4:
        return pick(texts).repeat(integer(40));
      case 5:
        return Array.from({ length: integer(5) }, () => value(depth - 1));
      default: {
        // As from JSON.parse: a key called __proto__ is a key like any other.
        const entries = Array.from({ length: integer(5) }, () => [pick(texts), value(depth - 1)] as const);
        return JSON.parse(
          `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${JSON.stringify(item)}`).join()}}`,
        );
      }
    }
  }
  return { integer, pick, value };
}
