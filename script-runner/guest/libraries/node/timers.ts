/** What `xml2js` takes of Node's `timers`. */
export const setImmediate = (run: () => void): void =>
  (globalThis as unknown as { setImmediate(run: () => void): void }).setImmediate(run);
