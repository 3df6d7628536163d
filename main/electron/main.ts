import path from 'node:path';
import { app as electronApp, dialog } from 'electron';
import { choosePaths } from '../choose-paths.ts';
import { createLog } from '../log.ts';
import { registerAppScheme } from './app-protocol.ts';
import { createAskUser } from './ask-user.ts';
import { createDeepLinkRouter, customScheme, findDeepLink } from './deep-link-router.ts';
import { type Desktop, openDesktop } from './desktop.ts';
import { parseStartArguments } from './start-arguments.ts';
import { hardenAllContents } from './window-hardening.ts';

/** A quit that hangs is cut off after this time. */
const closeLimitMs = 900;

const log = createLog();
const options = parseStartArguments(process.argv);
const paths = choosePaths(options, process.cwd());
const links = createDeepLinkRouter();
let desktop: Desktop | undefined;
const askUser = createAskUser(() => desktop?.window());

/** Links that came before the window was there. */
let earlyLinks: string[] = [];

function routeLink(link: string): void {
  if (desktop === undefined) {
    earlyLinks = [...earlyLinks, link].slice(-10);
    return;
  }
  if (links.handle(link).kind === 'nothingPending') askUser.tellNothingPending().catch(() => undefined);
}

function showDesktop(): void {
  desktop?.show().catch((fault: unknown) => log.error('the window did not open', fault));
}

/** The packaged app is its own program; in development the program is Electron and the app an argument of it. */
function registerCustomScheme(): void {
  const [, appArgument] = process.argv;
  if (electronApp.isPackaged || appArgument === undefined)
    electronApp.setAsDefaultProtocolClient(customScheme);
  else {
    electronApp.setAsDefaultProtocolClient(customScheme, process.execPath, [path.resolve(appArgument)]);
  }
}

function closeOnQuit(): void {
  let closed = false;
  electronApp.on('before-quit', (event) => {
    if (closed || desktop === undefined) return;
    event.preventDefault();
    const leave = () => {
      closed = true;
      electronApp.exit(0);
    };
    setTimeout(leave, closeLimitMs);
    desktop.close().then(leave, (fault: unknown) => {
      log.error('closing failed', fault);
      leave();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => electronApp.quit());
  }
}

async function open(): Promise<void> {
  registerCustomScheme();
  desktop = await openDesktop({ ...paths, outPath: path.join(electronApp.getAppPath(), 'out'), log });
  process.stdout.write('Postern is ready.\n');
  if (options.sandbox) {
    const reply = await desktop.app.dispatcher.call('start', 'sandbox.start', {});
    if (!reply.ok) log.info(reply.error.message);
  }
  const startLink = findDeepLink(process.argv);
  for (const link of startLink === undefined ? earlyLinks : [...earlyLinks, startLink]) routeLink(link);
  earlyLinks = [];
}

// Electron keys its lock by this folder, so one app runs per profile; Chromium's own files stay inside it.
electronApp.setPath('userData', path.join(paths.profilePath, 'window'));
if (electronApp.requestSingleInstanceLock()) {
  electronApp.enableSandbox();
  registerAppScheme();
  hardenAllContents(electronApp, askUser.openOutside);
  electronApp.on('second-instance', (_event, argv) => {
    showDesktop();
    const link = findDeepLink(argv);
    if (link !== undefined) routeLink(link);
  });
  electronApp.on('open-url', (event, link) => {
    event.preventDefault();
    routeLink(link);
  });
  electronApp.on('activate', showDesktop);
  electronApp.on('window-all-closed', () => {
    if (process.platform !== 'darwin') electronApp.quit();
  });
  closeOnQuit();
  // Not awaited here: a top-level await would keep Electron from becoming ready.
  electronApp
    .whenReady()
    .then(open)
    .catch((fault: unknown) => {
      log.error('Postern did not start', fault);
      dialog.showErrorBox('Postern did not start', fault instanceof Error ? fault.message : String(fault));
      electronApp.exit(1);
    });
} else {
  process.stdout.write('Postern is open already.\n');
  electronApp.quit();
}
