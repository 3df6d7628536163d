const FIRST = [
  'amber',
  'brass',
  'cedar',
  'coral',
  'frost',
  'grain',
  'maple',
  'misty',
  'olive',
  'quiet',
  'slate',
  'tidal',
];
const SECOND = [
  'anchor',
  'beacon',
  'bridge',
  'candle',
  'garden',
  'harbour',
  'kettle',
  'lantern',
  'meadow',
  'orchard',
];

/** A password to read and type, such as `brass-lantern-4821`. It guards pretend people on loopback. */
export function readablePassword(random: (sizeBytes: number) => Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  const digits = String((c * 256 + d) % 10_000).padStart(4, '0');
  return `${FIRST[a % FIRST.length] ?? ''}-${SECOND[b % SECOND.length] ?? ''}-${digits}`;
}
