/** A secret of a request that may go to some hosts only. Its value stays on the Node side. */
export interface BoundSecret {
  readonly name: string;
  readonly value: string;
  readonly hosts: readonly string[];
  /** Where it was used, by the parts of the request; for a set-up of OAuth 2.0, by its fields. */
  readonly parts: readonly string[];
}

/** Puts the uses of one secret together. */
export function mergeBound(uses: Iterable<BoundSecret>): BoundSecret[] {
  const merged = new Map<string, BoundSecret>();
  for (const use of uses) {
    const key = JSON.stringify([use.name, use.value, use.hosts]);
    const before = merged.get(key);
    const parts = new Set([...(before?.parts ?? []), ...use.parts]);
    merged.set(key, { ...use, parts: [...parts] });
  }
  return [...merged.values()];
}
