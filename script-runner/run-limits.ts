/** What scripts of one phase may use. */
export interface RunLimits {
  /** All scripts together, in milliseconds. */
  timeoutMs: number;
  memoryBytes: number;
  stackBytes: number;
}
