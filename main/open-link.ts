import { spawn } from 'node:child_process';
import { AppError } from '../core/errors.ts';
import { desktopEnvironment } from './child-environment.ts';

/**
 * Gives the address in the one form that may reach the system's opener: http or https, no control characters, as the URL
 * parser writes it.
 *
 * @throws AppError ERR_LINK_REFUSED
 */
export function checkLink(address: string): string {
  const refuse = (reason: string) =>
    new AppError('ERR_LINK_REFUSED', `This link is not opened: ${reason}.`, { details: { reason } });
  // The parser would drop tabs and newlines silently, and an opener might see another address than the user.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f-\u009f\\]/.test(address)) {
    throw refuse('it has a space, a backslash or a control character in it');
  }
  if (!URL.canParse(address)) throw refuse('it is not an address');
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('only http and https are opened');
  if (url.hostname === '') throw refuse('it names no host');
  return url.href;
}

/** The program that opens an address in the default browser. Never a shell; the address is one argument of its own. */
export function openerCommand(
  platform: NodeJS.Platform,
  address: string,
): { command: string; args: string[] } {
  if (platform === 'darwin') return { command: '/usr/bin/open', args: [address] };
  if (platform === 'win32')
    return { command: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', address] };
  return { command: 'xdg-open', args: [address] };
}

/**
 * Opens an http(s) address in the system's browser.
 *
 * @throws AppError ERR_LINK_REFUSED, ERR_LINK_OPEN_FAILED
 */
export function openWithSystem(address: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  const { command, args } = openerCommand(platform, checkLink(address));
  return new Promise((resolve, reject) => {
    const env = desktopEnvironment();
    const child = spawn(command, args, { stdio: 'ignore', detached: true, shell: false, env });
    child.once('error', (cause) => {
      const message = `The system's browser could not be opened (${command} is missing).`;
      reject(new AppError('ERR_LINK_OPEN_FAILED', message, { cause }));
    });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
