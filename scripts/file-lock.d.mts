export function withLock<T>(
  name: string,
  work: () => Promise<T>,
  options?: { quiet?: boolean; folder?: string },
): Promise<T>;
