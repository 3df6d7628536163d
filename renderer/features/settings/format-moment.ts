/** Writes a moment as this system does: day and time, without seconds. */
export function formatMoment(epochMs: number): string {
  return new Date(epochMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
