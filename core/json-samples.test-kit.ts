/** Makes numbers from 0 up to and without 1 that depend on the seed alone. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const scalars = [
  '0',
  '-0',
  '1.0',
  '1E400',
  '1e-400',
  '-1.50',
  '12345678901234567890',
  '0.1000000000000000055511151231257827',
  '9007199254740993',
  'true',
  'false',
  'null',
  '""',
  '"\\u00e9\\/"',
  '"\\ud83d"',
  '"é😀"',
  '"a, {b}: [c]"',
  '"\\\\"',
  '"\\""',
  '"  "',
  `"${'long '.repeat(60)}"`,
];
const names = ['"a"', '"a"', '"\\u0061"', '"__proto__"', '""', '"näme"', '"a\\"b"'];
const gaps = ['', '', '', ' ', '\n', '\t\r\n  '];

/** Makes a JSON text with everything that viewers get wrong, and the tokens it consists of. */
export function makeJsonText(random: () => number): { text: string; tokens: string[] } {
  const tokens: string[] = [];
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const value = (room: number): void => {
    const kind = random();
    if (room <= 0 || kind < 0.5) tokens.push(pick(scalars));
    else if (kind < 0.55) for (const _ of '.'.repeat(40)) tokens.push('[');
    else {
      const isArray = kind < 0.75;
      const size = Math.floor(random() * 5);
      tokens.push(isArray ? '[' : '{');
      for (let at = 0; at < size; at += 1) {
        if (at > 0) tokens.push(',');
        if (!isArray) tokens.push(pick(names), ':');
        value(room - 1);
      }
      tokens.push(isArray ? ']' : '}');
    }
    if (kind >= 0.5 && kind < 0.55 && room > 0) for (const _ of '.'.repeat(40)) tokens.push(']');
  };
  value(5);
  return { text: tokens.map((token) => pick(gaps) + token).join('') + pick(gaps), tokens };
}
