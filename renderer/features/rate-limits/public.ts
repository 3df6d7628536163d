export { Countdown } from './countdown.tsx';
export { RateLimitStatus } from './rate-limit-status.tsx';
export { TooManyNotice } from './too-many-notice.tsx';
