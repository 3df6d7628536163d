export { Countdown } from './countdown.tsx';
export { RateLimitStatus } from './rate-limit-status.tsx';
export { isTooMany, TooManyNotice } from './too-many-notice.tsx';
