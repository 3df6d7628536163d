import { z } from 'zod';
import {
  hasDraft,
  type SavedSession,
  type Session,
  sessionSchema,
  type SessionTab,
  withoutDraft,
} from '../../core/session.ts';
import type { Log } from '../log.ts';
import { readJsonFile, writePrivateFile } from './json-file.ts';
import { createDraftSealer, sealId } from './session/draft-sealer.ts';
import { type WindowDraft, withKnownDrafts } from './session/known-drafts.ts';
import type { SecretStore } from './secret-store.ts';

/** Open tabs and drafts of one workspace, in the profile. */
export interface SessionStore {
  /** Gives what a window begins with: the last session, with the edits of every window. */
  read(): Promise<Session>;
  /**
   * Returns when the session, or a later one, is on disk, and with it the edits that only other windows have. False, and
   * nothing is kept, where edits were left out that are not known.
   *
   * @throws AppError ERR_SECRET_UNREADABLE where drafts cannot be encrypted: all but them is on disk then;
   *   ERR_WORKSPACE_WRITE_FAILED
   */
  save(session: SavedSession): Promise<boolean>;
}

export interface SessionStoreContext {
  secrets: Pick<SecretStore, 'sealAll' | 'open'>;
  log: Log;
  now(): number;
}

const [tabSchema, fileSchema] = [
  sessionSchema.shape.tabs.element,
  z.object({
    tabs: z.array(z.unknown()),
    activeTab: z.string().optional().catch(undefined),
    selectedEnvironmentId: sessionSchema.shape.selectedEnvironmentId.catch(undefined),
    expanded: sessionSchema.shape.expanded.catch([]),
    layout: sessionSchema.shape.layout.catch({}),
    /** Lists of tabs with drafts, encrypted; the newest first, then those that no key at hand has opened yet. */
    sealedDrafts: z.array(z.base64()).catch([]),
  }),
];

function readTabs(list: unknown): SessionTab[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((tab) => {
    const parsed = tabSchema.safeParse(tab);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Puts tabs with drafts, the newest first, to where they stand without them; one that is no longer open comes last. */
function withDrafts(tabs: readonly SessionTab[], drafts: readonly SessionTab[]): SessionTab[] {
  const byKey = new Map<string, SessionTab>();
  for (const tab of drafts) if (!byKey.has(tab.key)) byKey.set(tab.key, tab);
  const known = new Set(tabs.map((tab) => tab.key));
  return [
    ...tabs.map((tab) => byKey.get(tab.key) ?? tab),
    ...[...byKey.values()].filter((tab) => !known.has(tab.key)),
  ];
}

/** The file, put together from texts that are bytes already: megabytes of them are not written as JSON anew. */
function sessionFile(rest: object, sealedDrafts: readonly Uint8Array[]): Buffer {
  const head = JSON.stringify(rest).slice(0, -1);
  const texts = sealedDrafts.flatMap((text, at) => [Buffer.from(at === 0 ? '"' : '","'), text]);
  const end = texts.length === 0 ? ']}' : '"]}';
  return Buffer.concat([Buffer.from(`${head},"sealedDrafts":[`), ...texts, Buffer.from(end)]);
}

/**
 * Opens the session of a workspace. One that cannot be read starts empty, its file kept aside; a tab that cannot be read is
 * left out. What is typed may be a secret, so drafts are encrypted; those that cannot be decrypted now stay in the file.
 */
export function createSessionStore(path: string, context: SessionStoreContext): SessionStore {
  const { secrets, log } = context;
  let latest: Session | undefined;
  let latestWindow = '';
  /** Tabs with edits, by the window that has them. */
  const draftsOf = new Map<string, WindowDraft[]>();
  const sealer = createDraftSealer(secrets);
  const unopened: string[] = [];
  let reading: Promise<Session> | undefined;
  let waiting: Promise<void> | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function open(sealed: string): Promise<SessionTab[]> {
    try {
      const text = await secrets.open(sealId, Buffer.from(sealed, 'base64'));
      if (text !== undefined) return readTabs(JSON.parse(text));
      log.info('drafts of the last session belong to another key; they are kept');
    } catch (fault) {
      log.error('drafts of the last session cannot be decrypted now; they are kept', fault);
    }
    unopened.push(sealed);
    return [];
  }

  async function readFile(): Promise<Session> {
    const file = await readJsonFile(path, (value) => fileSchema.parse(value), context);
    if (file === undefined) return { tabs: [], expanded: [], layout: {} };
    const { sealedDrafts, ...session } = file;
    const drafts: SessionTab[] = [];
    for (const sealed of sealedDrafts) drafts.push(...(await open(sealed)));
    return { ...session, tabs: withDrafts(readTabs(session.tabs), drafts) };
  }

  /** The last session, with what other windows have in theirs. */
  function merged(): Session {
    const { tabs, ...rest } = latest ?? { tabs: [], expanded: [], layout: {} };
    const own = new Set(tabs.filter(hasDraft).map((tab) => tab.key));
    const others = [...draftsOf].filter(([windowId]) => windowId !== latestWindow);
    const drafts = others
      .flatMap(([, list]) => list.map(({ tab }) => tab))
      .filter((tab) => !own.has(tab.key));
    return { ...rest, tabs: withDrafts(tabs, drafts) };
  }

  async function writeLatest(): Promise<void> {
    waiting = undefined;
    // What could not be opened must be known before the file is written over.
    await readOnce();
    const { tabs, ...rest } = merged();
    const drafts = tabs.filter(hasDraft);
    let refusal: unknown;
    let sealed: readonly Uint8Array[] = [];
    try {
      sealed = await sealer.seal(drafts);
    } catch (fault) {
      refusal = fault;
    }
    const kept = unopened.map((text) => Buffer.from(text));
    await writePrivateFile(
      path,
      sessionFile({ ...rest, tabs: tabs.map(withoutDraft) }, [...sealed, ...kept]),
    );
    if (refusal !== undefined) throw refusal;
  }

  function readOnce(): Promise<Session> {
    reading ??= readFile();
    return reading;
  }

  return {
    async read() {
      const read = await readOnce();
      latest ??= read;
      latest = merged();
      // They are in the hands of who reads; a window that lives on gives its own again.
      draftsOf.clear();
      return latest;
    },
    async save({ windowId = '', ...session }) {
      const given = withKnownDrafts(session.tabs, draftsOf.get(windowId) ?? []);
      if (given === undefined) return false;
      latest = { ...session, tabs: given.map(({ tab }) => tab) };
      latestWindow = windowId;
      draftsOf.set(
        windowId,
        given.filter(({ tab }) => hasDraft(tab)),
      );
      // Saves that come while one is being written share the next write.
      if (waiting === undefined) {
        waiting = writing.then(writeLatest);
        writing = waiting.catch(() => undefined);
      }
      await waiting;
      return true;
    },
  };
}
