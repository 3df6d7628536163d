import { lazyPart } from '../../ui/lazy-part.tsx';

/** The status bar's word on rate limits; before the first answer there is nothing to say. */
export const RateLimitStatus = lazyPart(
  async () => (await import('./rate-limit-status.tsx')).RateLimitStatus,
);
