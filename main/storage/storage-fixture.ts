import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName } from '../../core/contract.ts';
import { emptyRequest, type Request } from '../../core/http/request.ts';
import type { CollectionTree } from '../../core/workspace/collection.ts';
import type { Host } from '../host.ts';
import { createSecretStore, type SecretStore } from './secret-store.ts';
import { createWorkspaceStore } from './create-workspace-store.ts';
import type { FileSystem } from './file-system.ts';
import type { ImportBatch, WorkspaceStore } from './workspace-store.ts';

/** Stores on a temporary folder, for tests. */
export interface StorageFixture {
  readonly root: string;
  readonly workspacePath: string;
  readonly profilePath: string;
  readonly events: { name: EventName; payload: unknown }[];
  readonly logged: string[];
  /** Opens the workspace; what was opened before stays open until `remove`. */
  open(options?: {
    fileSystem?: FileSystem;
    host?: Pick<Host, 'keyWrap'>;
    path?: string;
    profilePath?: string;
  }): OpenedStores;
  remove(): Promise<void>;
}

export interface OpenedStores {
  workspace: WorkspaceStore;
  secrets: SecretStore;
}

/** Makes a temporary folder with the paths of a workspace and a profile in it; neither is there yet. */
export async function createStorageFixture(): Promise<StorageFixture> {
  const root = await mkdtemp(join(tmpdir(), 'postern-test-'));
  const opened: OpenedStores[] = [];
  const fixture: StorageFixture = {
    root,
    workspacePath: join(root, 'workspace'),
    profilePath: join(root, 'profile'),
    events: [],
    logged: [],
    open({ fileSystem, host = {}, path = fixture.workspacePath, profilePath = fixture.profilePath } = {}) {
      const secrets = createSecretStore({ profilePath, host, now: Date.now });
      const workspace = createWorkspaceStore({
        path,
        profilePath,
        secrets,
        now: Date.now,
        emit: (name, payload) => fixture.events.push({ name, payload }),
        log: {
          error: (message, fault) => fixture.logged.push(`${message}: ${String(fault)}`),
          info: (message) => fixture.logged.push(message),
        },
        ...(fileSystem === undefined ? {} : { fileSystem }),
      });
      opened.push({ workspace, secrets });
      return { workspace, secrets };
    },
    async remove() {
      for (const { workspace, secrets } of opened) {
        await workspace.close();
        secrets.close();
      }
      await rm(root, { recursive: true, force: true });
    },
  };
  return fixture;
}

/** Imports into a workspace without progress or abort. */
export function importInto(workspace: WorkspaceStore, batch: Partial<ImportBatch>) {
  return workspace.importBatch(
    { collections: [], collectionFolders: [], environments: [], globals: [], ...batch },
    { signal: new AbortController().signal, onProgress: () => undefined },
  );
}

/** A collection of `count` requests in folders of `perFolder`. */
export function sampleCollection(name: string, count: number, perFolder = count): CollectionTree {
  const requests = Array.from({ length: count }, (_, at) => ({
    kind: 'request' as const,
    name: `Request ${at}`,
    request: sampleRequest(at),
    examples: [],
  }));
  const definition = (title: string) => ({ name: title, variables: [], scripts: [] });
  if (perFolder >= count) return { definition: definition(name), items: requests };
  const items = Array.from({ length: Math.ceil(count / perFolder) }, (_, at) => ({
    kind: 'folder' as const,
    definition: definition(`Folder ${at}`),
    items: requests.slice(at * perFolder, (at + 1) * perFolder),
  }));
  return { definition: definition(name), items };
}

/** A request that says which one it is. */
export function sampleRequest(at: number, more: Partial<Request> = {}): Request {
  return {
    ...emptyRequest(),
    method: 'POST',
    url: `{{url}}/api/v1/users/${at}`,
    headers: [{ key: 'Accept', value: 'application/json' }],
    body: { type: 'raw', language: 'json', content: `{\n  "at": ${at}\n}` },
    ...more,
  };
}

/** All files under a folder, by their paths in it, sorted. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
