import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EventName, EventPayload } from '../../core/contract.ts';
import type { Host } from '../host.ts';
import type { Log } from '../log.ts';
import { type BodyStore, createBodyStore } from './body-store.ts';
import { type CertificateStore, createCertificateStore } from './certificate-store.ts';
import { type ConsentStore, createConsentStore } from './consent-store.ts';
import { type CookieStore, createCookieStore } from './cookie-store.ts';
import { createWorkspaceStore } from './create-workspace-store.ts';
import {
  createGraphqlSchemaStore,
  type GraphqlSchemaStore,
  graphqlSchemasFolder,
} from './graphql-schema-store.ts';
import { createHistoryStore, type HistoryStore } from './history-store.ts';
import { createKeptFiles, type KeptFiles } from './kept-files.ts';
import { type KeyStore, createKeyStore } from './key-store.ts';
import { workspaceKey, workspaceProfilePath } from './profile.ts';
import { createSecretStore, type SecretStore } from './secret-store.ts';
import { createSessionStore, type SessionStore } from './session-store.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';
import { createStartCount, type StartCount } from './start-count.ts';
import { createTemporaryDirectory, sweepTemporaryDirectories } from './temporary-directory.ts';
import { type TokenStore, createTokenStore } from './token-store.ts';
import { createUploadStore, type UploadStore } from './upload-store.ts';
import type { WorkspaceStore } from './workspace-store.ts';
import { writeFailure } from './write-failure.ts';

export interface StorageOptions {
  /** See `resolveProfilePath`. */
  profilePath: string;
  /** See `defaultWorkspacePath`. */
  workspacePath: string;
  host: Pick<Host, 'keyWrap'>;
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  now(): number;
  log: Log;
}

/** Everything Postern keeps: on disk in the workspace and the profile, and for this run in a temporary folder. */
export interface Storage {
  workspace: WorkspaceStore;
  secrets: SecretStore;
  settings: SettingsStore;
  session: SessionStore;
  starts: StartCount;
  cookies: CookieStore;
  history: HistoryStore;
  graphqlSchemas: GraphqlSchemaStore;
  bodies: BodyStore;
  uploads: UploadStore;
  keys: KeyStore;
  certificates: CertificateStore;
  tokens: TokenStore;
  scriptConsents: ConsentStore;
  /** Files outside of the workspace that requests may send. */
  fileConsents: ConsentStore;
  /** Repositories that Git may be started in. */
  gitConsents: ConsentStore;
  keptFiles: KeptFiles;
  /** Writes what is gathered and removes what was only for this run. */
  close(): Promise<void>;
}

/**
 * Opens all stores. Damaged files of the profile are kept aside and do not stop the start.
 *
 * @throws AppError ERR_WORKSPACE_WRITE_FAILED where the profile folder cannot be made
 */
export async function createStorage(options: StorageOptions): Promise<Storage> {
  const { profilePath, workspacePath, host, emit, now, log } = options;
  const context = { log, now };
  try {
    // Synchronous: everything below waits for it, and the way to another thread is the longest part of it.
    mkdirSync(profilePath, { recursive: true, mode: 0o700 });
  } catch (fault) {
    throw writeFailure(fault, profilePath);
  }
  const secrets = createSecretStore({ profilePath, host, now });
  const workspace = createWorkspaceStore({ path: workspacePath, profilePath, secrets, emit, now, log });
  const directory = createTemporaryDirectory();
  const bodies = createBodyStore(directory);
  const uploads = createUploadStore(directory);
  const [settings, cookies, keys, tokens, certificates, ...consents] = await Promise.all([
    createSettingsStore(join(profilePath, 'settings.json'), context, secrets),
    createCookieStore(secrets, `workspace/${workspaceKey(workspacePath)}/cookies`, log, () =>
      emit('cookies.changed', {}),
    ),
    createKeyStore(join(profilePath, 'keys.json'), secrets, {
      ...context,
      onChange: () => emit('keys.changed', {}),
    }),
    createTokenStore(join(profilePath, 'tokens.json'), secrets, {
      ...context,
      onChange: () => emit('tokens.changed', {}),
    }),
    createCertificateStore(join(profilePath, 'certificates.json'), secrets, {
      ...context,
      onChange: () => emit('certificates.changed', {}),
    }),
    createConsentStore(join(profilePath, 'scripts.json'), context),
    createConsentStore(join(profilePath, 'body-files.json'), context),
    createConsentStore(join(profilePath, 'git.json'), context),
  ]);
  const [scriptConsents, fileConsents, gitConsents] = consents;
  const session = createSessionStore(join(workspaceProfilePath(profilePath, workspacePath), 'session.json'), {
    ...context,
    secrets,
  });
  const history = createHistoryStore({
    path: join(workspaceProfilePath(profilePath, workspacePath), 'history.log'),
    secrets,
    settings: () => settings.read().history,
    onChange: (change) => emit('history.changed', change),
    now,
    log,
  });
  void sweepTemporaryDirectories().catch((fault: unknown) =>
    log.error('old temporary files could not be removed', fault),
  );
  return {
    workspace,
    secrets,
    settings,
    session,
    starts: createStartCount(join(workspaceProfilePath(profilePath, workspacePath), 'starts'), now),
    cookies,
    history,
    graphqlSchemas: createGraphqlSchemaStore(
      join(workspaceProfilePath(profilePath, workspacePath), graphqlSchemasFolder),
    ),
    bodies,
    uploads,
    keptFiles: createKeptFiles({ localPath: workspaceProfilePath(profilePath, workspacePath), now }),
    keys,
    certificates,
    tokens,
    scriptConsents,
    fileConsents,
    gitConsents,
    async close() {
      await workspace.close();
      await cookies.close();
      await history.close();
      await keys.close();
      await tokens.close();
      secrets.close();
      await bodies.close();
      await uploads.close();
      await directory.remove();
    },
  };
}
