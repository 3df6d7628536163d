/** Gives `base`, or `base 2`, `base 3`, ... where that name is taken. */
export function freeName(base: string, taken: { name: string }[]): string {
  const names = new Set(taken.map((entry) => entry.name.toLowerCase()));
  if (!names.has(base.toLowerCase())) return base;
  let number = 2;
  while (names.has(`${base} ${number}`.toLowerCase())) number += 1;
  return `${base} ${number}`;
}
