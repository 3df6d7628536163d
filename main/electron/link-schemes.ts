import path from 'node:path';
import { app as electronApp } from 'electron';
import type { LinkSchemes } from './deep-link-router.ts';

/** Asks the operating system for the links of a scheme. macOS only gives what the package declares: Postern's own. */
export function createLinkSchemes(
  [, appArgument]: readonly string[],
  platform: NodeJS.Platform,
): LinkSchemes {
  // The packaged app is its own program; in development the program is Electron and the app an argument of it.
  const program: readonly [] | readonly [string, string[]] =
    electronApp.isPackaged || appArgument === undefined
      ? []
      : [process.execPath, [path.resolve(appArgument)]];
  return {
    isFree: (scheme) =>
      platform !== 'darwin' && electronApp.getApplicationNameForProtocol(`${scheme}:`) === '',
    take: (scheme) => electronApp.setAsDefaultProtocolClient(scheme, program[0], program[1]),
    giveBack: (scheme) => void electronApp.removeAsDefaultProtocolClient(scheme, program[0], program[1]),
  };
}
