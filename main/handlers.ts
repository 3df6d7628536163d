import type { Handlers } from './dispatch.ts';
import { openLink } from './services/open-link.ts';
import { pickFiles } from './services/pick-files.ts';
import { readState } from './services/read-state.ts';
import { resetSandbox } from './services/reset-sandbox.ts';
import { startSandbox } from './services/start-sandbox.ts';
import { stopSandbox } from './services/stop-sandbox.ts';

/** Which service answers which operation: one line each, in the order of the contract. */
export const handlers: Partial<Handlers> = {
  'app.readState': readState,
  'app.openLink': openLink,
  'app.pickFiles': pickFiles,

  'sandbox.start': startSandbox,
  'sandbox.stop': stopSandbox,
  'sandbox.reset': resetSandbox,
};
