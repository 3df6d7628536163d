/** Bounds of what a run may give back; what goes beyond is cut inside and refused outside. */
export const scriptLimits = {
  lines: 1_000,
  lineChars: 10_000,
  tests: 1_000,
  textChars: 2_000,
  changes: 1_000,
  valueChars: 1_000_000,
  /** Requests of its own that the scripts of one phase may send, and what each may hold. */
  requests: 100,
  requestChars: 1_000_000,
  requestRows: 1_000,
} as const;
