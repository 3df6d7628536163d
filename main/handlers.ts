import type { Handlers } from './dispatch.ts';

/** Which service answers which operation: one line each. */
export const handlers: Partial<Handlers> = {};
