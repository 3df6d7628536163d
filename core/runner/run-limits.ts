/** The longest wait between two requests of a run, in milliseconds. */
export const longestDelayMs = 600_000;
