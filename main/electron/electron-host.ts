import path from 'node:path';
import { BrowserWindow, dialog, shell, utilityProcess } from 'electron';
import { programEnvironment } from '../child-environment.ts';
import { ownVariables } from '../fork-program.ts';
import type { ChildHandle, Host } from '../host.ts';
import { createKeyWrap } from './key-wrap.ts';

/** Starts a bundled program as a utility process: the packaged app cannot be run as a plain Node. */
function forkUtility(file: string, args: string[], serviceName: string): ChildHandle {
  const env = programEnvironment(ownVariables);
  const child = utilityProcess.fork(file, args, { serviceName, stdio: 'inherit', env });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill(),
  };
}

async function pickFiles(options: { title: string; folders: boolean; multiple: boolean }): Promise<string[]> {
  const properties: ('openFile' | 'openDirectory' | 'multiSelections')[] = [
    options.folders ? 'openDirectory' : 'openFile',
  ];
  if (options.multiple) properties.push('multiSelections');
  const window = BrowserWindow.getFocusedWindow();
  const picked =
    window === null
      ? await dialog.showOpenDialog({ title: options.title, properties })
      : await dialog.showOpenDialog(window, { title: options.title, properties });
  return picked.canceled ? [] : picked.filePaths;
}

/** What the desktop app can do. Call it once Electron is ready. */
export async function createElectronHost(
  outPath: string,
  platform: NodeJS.Platform,
  deepLinks?: Host['deepLinks'],
): Promise<Host> {
  const keyWrap = await createKeyWrap(platform);
  return {
    door: 'electron',
    capabilities: {
      pickFiles: true,
      customScheme: true,
      secretProtection: keyWrap === undefined ? 'filePermissions' : 'keychain',
      droppedPaths: false,
      revealInFolder: false,
    },
    openLink: (url) => shell.openExternal(url),
    pickFiles,
    ...(keyWrap && { keyWrap }),
    ...(deepLinks && { deepLinks }),
    fork: (program, args) =>
      forkUtility(path.join(outPath, program, `${program}.mjs`), args, `Postern ${program}`),
  };
}
