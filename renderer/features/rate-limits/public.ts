export { Countdown } from './countdown.tsx';
export { RateLimitStatus } from './lazy-rate-limit-status.ts';
export { isTooMany, TooManyNotice } from './too-many-notice.tsx';
