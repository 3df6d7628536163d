import { scriptTargets } from './setup.mjs';

/** What commands need besides the command line itself: all that send may run scripts. */
const more = {
  send: scriptTargets,
  run: scriptTargets,
  serve: ['renderer', 'sandbox-org', ...scriptTargets],
};

/** The build targets that a command of the command line needs. */
export function targetsOf(command) {
  return ['node', ...(Object.hasOwn(more, command ?? '') ? more[command] : [])];
}
