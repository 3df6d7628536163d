import type { GuestHost } from './host.ts';
import { showValue } from './show-value.ts';

const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;

export type GuestConsole = Record<(typeof levels)[number], (...parts: unknown[]) => void>;

/** Makes `console`; its lines go to the host one by one, so that a script that never ends still shows them. */
export function createConsole(host: GuestHost): GuestConsole {
  const entries = levels.map((level) => [
    level,
    (...parts: unknown[]) => host.log(level, parts.map(showValue).join(' ')),
  ]);
  return Object.fromEntries(entries) as GuestConsole;
}
