import type { App as ElectronApp, Session, WebContents } from 'electron';
import { isAppError } from '../../core/errors.ts';
import { checkLink } from '../open-link.ts';
import { appOrigin } from './app-protocol.ts';

/** Whether an address is a document of ours. */
export function isAppAddress(address: string): boolean {
  return URL.canParse(address) && address.startsWith(`${appOrigin}/`);
}

/** Kinds of address the window may load: its own, and bytes it made itself. */
const loadable = /^(app:\/\/postern\/|blob:app:\/\/postern\/|data:|devtools:)/;

/**
 * Denies a session everything the window does not need: permissions (only writing to the clipboard is granted), devices,
 * the dictionary download, and every address that is not ours. All traffic of the app goes through the Node side.
 */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) =>
    callback(permission === 'clipboard-sanitized-write' && isAppAddress(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (contents, permission) =>
      permission === 'clipboard-sanitized-write' && contents !== null && isAppAddress(contents.getURL()),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, callback) =>
    callback({ cancel: !loadable.test(details.url) }),
  );
}

/** Asks the user, then opens; used for links that no button of ours stands behind. */
export type OpenOutside = (address: string) => Promise<void>;

/** Previews are documents that the window wrote itself; nothing else may load in an inner frame. */
const innerFrame = /^(about:blank|about:srcdoc|blob:app:\/\/postern\/)/;

/** Hands an http(s) link to the user's decision; anything else goes nowhere. */
function leave(address: string, openOutside: OpenOutside): void {
  try {
    openOutside(checkLink(address)).catch(() => undefined);
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
  }
}

function hardenContents(contents: WebContents, openOutside: OpenOutside): void {
  contents.setWindowOpenHandler(({ url }) => {
    leave(url, openOutside);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    event.preventDefault();
    leave(event.url, openOutside);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame && !innerFrame.test(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Hardens every web contents the app will ever make: no navigation, no new windows, no embedded views. */
export function hardenAllContents(electronApp: Pick<ElectronApp, 'on'>, openOutside: OpenOutside): void {
  electronApp.on('web-contents-created', (_event, contents) => hardenContents(contents, openOutside));
}
