import { type BrowserWindow, dialog, shell } from 'electron';

/** Questions and news that the shell itself has for the user; never more than one at a time. */
export interface AskUser {
  /** Asks whether an address may be opened in the system's browser, and opens it. */
  openOutside(address: string): Promise<void>;
  /** Says that the way back of a sign-in came too late. */
  tellNothingPending(): Promise<void>;
}

/** Makes the shell's dialogs. A page that asks again and again gets one question, not a pile. */
export function createAskUser(window: () => BrowserWindow | undefined): AskUser {
  let busy = false;

  async function show(options: Electron.MessageBoxOptions): Promise<number | undefined> {
    if (busy) return undefined;
    busy = true;
    try {
      const parent = window();
      const answer = await (parent === undefined
        ? dialog.showMessageBox(options)
        : dialog.showMessageBox(parent, options));
      return answer.response;
    } finally {
      busy = false;
    }
  }

  return {
    async openOutside(address) {
      const chosen = await show({
        type: 'question',
        message: 'Open this address in your browser?',
        detail: address.slice(0, 500),
        buttons: ['Open', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      if (chosen === 0) await shell.openExternal(address);
    },
    async tellNothingPending() {
      await show({
        type: 'info',
        message: 'This sign-in has expired',
        detail: 'No sign-in is waiting for this answer. Start it again in Postern.',
        buttons: ['OK'],
        noLink: true,
      });
    },
  };
}
