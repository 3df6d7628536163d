import type { ScriptPhase } from './script-job.ts';

/** Whose names a script uses: those of Postman (`pm`), Bruno (`bru`, `req`, `res`), Insomnia (`insomnia`) or Hoppscotch (`pw`, `hopp`). */
export type ScriptDialect = 'postman' | 'bruno' | 'insomnia' | 'hoppscotch';

/** What the type of a script says. */
export interface ScriptKind {
  phase: ScriptPhase;
  dialect: ScriptDialect;
  /** As the window calls it. */
  label: string;
}

/** Postman's names of the two moments. */
export const phaseNames: Readonly<Record<ScriptPhase, string>> = {
  beforeRequest: 'Pre-request',
  afterResponse: 'Post-response',
};

/** Scripts of other tools keep a type of their own, so that nobody takes them for Postman's. */
const kinds: Readonly<Record<string, ScriptKind>> = {
  beforeRequest: { phase: 'beforeRequest', dialect: 'postman', label: phaseNames.beforeRequest },
  afterResponse: { phase: 'afterResponse', dialect: 'postman', label: phaseNames.afterResponse },
  'bruno:pre-request': { phase: 'beforeRequest', dialect: 'bruno', label: 'Pre-request of Bruno' },
  'bruno:post-response': { phase: 'afterResponse', dialect: 'bruno', label: 'Post-response of Bruno' },
  'bruno:tests': { phase: 'afterResponse', dialect: 'bruno', label: 'Tests of Bruno' },
  'insomnia:pre-request': { phase: 'beforeRequest', dialect: 'insomnia', label: 'Pre-request of Insomnia' },
  'insomnia:after-response': {
    phase: 'afterResponse',
    dialect: 'insomnia',
    label: 'After-response of Insomnia',
  },
  'hoppscotch:pre-request': {
    phase: 'beforeRequest',
    dialect: 'hoppscotch',
    label: 'Pre-request of Hoppscotch',
  },
  'hoppscotch:test': { phase: 'afterResponse', dialect: 'hoppscotch', label: 'Tests of Hoppscotch' },
};

/** Gives what a type says; `undefined` for one that does not run around requests. */
export function scriptKind(type: string): ScriptKind | undefined {
  return Object.hasOwn(kinds, type) ? kinds[type] : undefined;
}
