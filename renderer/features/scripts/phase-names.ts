import type { ScriptPhase } from '../../../core/scripts/script-job.ts';

/** Postman's names of the two moments. */
export const phaseNames: Readonly<Record<ScriptPhase, string>> = {
  beforeRequest: 'Pre-request',
  afterResponse: 'Post-response',
};
