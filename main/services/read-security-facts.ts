import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OperationOutput } from '../../core/contract.ts';
import type { OpenListener } from '../../core/contract/security.ts';
import type { AppContext } from '../app-context.ts';
import type { Service } from './service.ts';

type Facts = OperationOutput<'security.readFacts'>;

/** Gives what protects the user right now: read from the disk, the settings and the open sockets at this moment. */
export const readSecurityFacts: Service<'security.readFacts'> = async (app) => {
  const now = app.now();
  const { request, tls } = app.settings.read();
  const mode = await readMode(app.profilePath);
  return {
    door: app.host.door,
    secretProtection: app.host.capabilities.secretProtection,
    dataKey: await readKeyWrap(app.profilePath),
    ...(mode === undefined ? {} : { profileMode: mode }),
    verifyTls: request.verifyTls,
    tlsExceptions: tls.exceptions.filter((one) => one.untilEpochMs > now),
    authorities: app.certificates.authorities().reduce((sum, { count }) => sum + count, 0),
    clientCertificates: app.certificates
      .clients()
      .map(({ host, port, subject }) => ({ host, port, subject })),
    allowedScripts: app.scriptConsents.count(),
    allowedFiles: app.fileConsents.count(),
    allowedRepositories: app.gitConsents.count(),
    listeners: [...app.listeners.list(), ...sandboxListeners(app)],
  };
};

async function readKeyWrap(profilePath: string): Promise<Facts['dataKey']> {
  let text: string;
  try {
    text = await readFile(join(profilePath, 'secret.key'), 'utf8');
  } catch {
    return 'none yet';
  }
  try {
    const { wrap } = JSON.parse(text) as { wrap?: unknown };
    return wrap === 'keychain' || wrap === 'none' ? wrap : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

async function readMode(path: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? undefined : (found.mode & 0o777).toString(8);
}

/** The sandbox org is a process of its own; it says where it listens. */
function sandboxListeners(app: AppContext): OpenListener[] {
  const { url } = app.sandbox.readState();
  if (url === undefined) return [];
  const { hostname, port } = new URL(url);
  return [{ purpose: 'sandboxOrg', address: hostname.replace(/^\[|\]$/g, ''), port: Number(port) }];
}
