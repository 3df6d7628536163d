import path from 'node:path';
import { forkProgram } from './fork-program.ts';
import type { Host } from './host.ts';
import { openWithSystem } from './open-link.ts';

/** What a plain Node process can do for the app: no pickers, no keychain, no custom scheme. */
export function createNodeHost(door: 'web' | 'cli', outPath: string): Host {
  return {
    door,
    capabilities: {
      pickFiles: false,
      customScheme: false,
      secretProtection: 'filePermissions',
      droppedPaths: false,
      revealInFolder: false,
    },
    openLink: (url) => openWithSystem(url),
    fork: (program, args) => forkProgram(path.join(outPath, program, `${program}.mjs`), args),
  };
}
