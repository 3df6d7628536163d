import type { EventName, EventPayload } from '../core/contract.ts';
import type { HttpClient } from './http/http-client.ts';
import type { Host } from './host.ts';
import type { LeftSends } from './left-sends.ts';
import type { Listeners } from './listeners.ts';
import type { Log } from './log.ts';
import type { OAuthRuntime } from './oauth/oauth-runtime.ts';
import type { ScriptProcess } from './scripts/script-process.ts';
import type { SandboxProcess } from './services/sandbox-process.ts';
import type { ValueSources } from './sources/value-sources.ts';
import type { BodyStore } from './storage/body-store.ts';
import type { CertificateStore } from './storage/certificate-store.ts';
import type { ConsentStore } from './storage/consent-store.ts';
import type { CookieStore } from './storage/cookie-store.ts';
import type { GraphqlSchemaStore } from './storage/graphql-schema-store.ts';
import type { HistoryStore } from './storage/history-store.ts';
import type { KeptFiles } from './storage/kept-files.ts';
import type { KeyStore } from './storage/key-store.ts';
import type { RecentWorkspaces } from './storage/recent-workspaces.ts';
import type { SecretStore } from './storage/secret-store.ts';
import type { SessionStore } from './storage/session-store.ts';
import type { SettingsStore } from './storage/settings-store.ts';
import type { SnapshotStore } from './storage/snapshot-store.ts';
import type { StartCount } from './storage/start-count.ts';
import type { TokenStore } from './storage/token-store.ts';
import type { UploadStore } from './storage/upload-store.ts';
import type { UndoLog } from './storage/workspace/undo-log.ts';
import type { WorkspaceStore } from './storage/workspace-store.ts';

/** The long-lived objects of one running Postern. Services get all of them; nothing is global. */
export interface AppContext {
  readonly version: string;
  readonly host: Host;
  readonly profilePath: string;
  readonly workspace: WorkspaceStore;
  readonly secrets: SecretStore;
  readonly settings: SettingsStore;
  readonly session: SessionStore;
  readonly starts: StartCount;
  readonly snapshots: SnapshotStore;
  readonly cookies: CookieStore;
  readonly history: HistoryStore;
  readonly graphqlSchemas: GraphqlSchemaStore;
  readonly leftSends: LeftSends;
  /** Response bodies and exports, by `bodyId`. */
  readonly bodies: BodyStore;
  readonly uploads: UploadStore;
  readonly keys: KeyStore;
  readonly certificates: CertificateStore;
  readonly tokens: TokenStore;
  readonly oauth: OAuthRuntime;
  /** Steps besides those of the workspace that can be taken back. */
  readonly undoLog: UndoLog;
  readonly http: HttpClient;
  readonly sandbox: SandboxProcess;
  readonly recentWorkspaces: RecentWorkspaces;
  /** Sockets of this process that take connections. */
  readonly listeners: Listeners;
  /** Opens another workspace behind the same door. Absent in a terminal. */
  readonly switchWorkspace?: ((path: string) => Promise<void>) | undefined;
  /** Values of variables that are asked for, or come from programs and files. */
  readonly valueSources: ValueSources;
  readonly scripts: ScriptProcess;
  readonly scriptConsents: ConsentStore;
  /** Files outside of the workspace that requests may send. */
  readonly fileConsents: ConsentStore;
  /** Repositories that Git may be started in. */
  readonly gitConsents: ConsentStore;
  /** Copies of files that requests send, for windows that give no paths. */
  readonly keptFiles: KeptFiles;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Sends an event to every window. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** Tells whether there is a window to hear events. */
  isHeard(): boolean;
}
