import path from 'node:path';
import { app as electronApp, dialog } from 'electron';
import { choosePaths } from '../choose-paths.ts';
import { createLog, type Log } from '../log.ts';
import { registerAppScheme } from './app-protocol.ts';
import { createAskUser } from './ask-user.ts';
import { createDeepLinkRouter, customScheme, findDeepLink } from './deep-link-router.ts';
import { type Desktop, openDesktop } from './desktop.ts';
import { createLinkSchemes } from './link-schemes.ts';
import { parseStartArguments } from './start-arguments.ts';
import { hardenAllContents } from './window-hardening.ts';

/** A quit that hangs is cut off after this time. */
const closeLimitMs = 900;
/** Links kept until the window is there. */
const earlyLinkLimit = 10;

/** Lets the app write what is pending before it ends, once, however often it is told to quit. */
function closeOnQuit(desktop: () => Desktop | undefined, log: Log): void {
  let closing: Promise<void> | undefined;
  electronApp.on('before-quit', (event) => {
    const running = desktop();
    if (running === undefined) return;
    event.preventDefault();
    if (closing !== undefined) return;
    const limit = setTimeout(() => electronApp.exit(0), closeLimitMs);
    closing = running
      .close()
      .catch((fault: unknown) => log.error('closing failed', fault))
      .then(() => {
        clearTimeout(limit);
        electronApp.exit(0);
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => electronApp.quit());
  }
}

/** The app of this profile that holds the lock. */
function runFirst(argv: readonly string[]): void {
  const log = createLog();
  const options = parseStartArguments(argv);
  const schemes = createLinkSchemes(argv, process.platform);
  const links = createDeepLinkRouter(schemes);
  let desktop: Desktop | undefined;
  let earlyLinks: string[] = [];
  const askUser = createAskUser(() => desktop?.window());

  function routeLink(link: string): void {
    if (desktop === undefined) earlyLinks = [...earlyLinks, link].slice(-earlyLinkLimit);
    else {
      const { kind } = links.handle(link);
      // After a sign-in the browser is in front; the user goes on here.
      if (kind === 'delivered') showDesktop();
      if (kind === 'nothingPending') askUser.tellNothingPending().catch(() => undefined);
    }
  }

  function showDesktop(): void {
    desktop?.show().catch((fault: unknown) => log.error('the window did not open', fault));
  }

  async function open(): Promise<void> {
    schemes.take(customScheme);
    const outPath = path.join(electronApp.getAppPath(), 'out');
    desktop = await openDesktop({ ...choosePaths(options, process.cwd()), outPath, log, links });
    process.stdout.write('Postern is ready.\n');
    const startLink = findDeepLink(argv);
    for (const link of startLink === undefined ? earlyLinks : [...earlyLinks, startLink]) routeLink(link);
    earlyLinks = [];
    if (options.sandbox) {
      const reply = await desktop.app.dispatcher.call('start', 'sandbox.start', {});
      if (!reply.ok) log.info(reply.error.message);
    }
  }

  electronApp.enableSandbox();
  registerAppScheme();
  hardenAllContents(electronApp, askUser.openOutside);
  electronApp.on('second-instance', (_event, secondArgv) => {
    showDesktop();
    const link = findDeepLink(secondArgv, links.isClaimed);
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
  closeOnQuit(() => desktop, log);
  electronApp
    .whenReady()
    .then(open)
    .catch((fault: unknown) => {
      log.error('Postern did not start', fault);
      dialog.showErrorBox('Postern did not start', fault instanceof Error ? fault.message : String(fault));
      electronApp.exit(1);
    });
}

/** Runs the desktop app; a second one of the same profile hands its arguments to the first and ends. */
export function runDesktop(argv: readonly string[]): void {
  const { profilePath } = choosePaths(parseStartArguments(argv), process.cwd());
  // Electron keys its lock by this folder, so one app runs per profile; Chromium's own files stay inside it.
  electronApp.setPath('userData', path.join(profilePath, 'window'));
  if (electronApp.requestSingleInstanceLock()) runFirst(argv);
  else {
    process.stdout.write('Postern is open already.\n');
    electronApp.quit();
  }
}
