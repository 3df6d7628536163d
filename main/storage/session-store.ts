import { z } from 'zod';
import { type Session, sessionSchema } from '../../core/session.ts';
import type { Log } from '../log.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** Open tabs and drafts of one workspace, in the profile. */
export interface SessionStore {
  read(): Promise<Session>;
  /** Returns when the session, or a later one, is on disk. */
  save(session: Session): Promise<void>;
}

const [tabSchema, looseSchema] = [
  sessionSchema.shape.tabs.element,
  z.object({
    tabs: z.array(z.unknown()),
    activeTab: z.string().optional().catch(undefined),
    selectedEnvironmentId: sessionSchema.shape.selectedEnvironmentId.catch(undefined),
    expanded: sessionSchema.shape.expanded.catch([]),
    layout: sessionSchema.shape.layout.catch({}),
  }),
];

/** Opens the session of a workspace. One that cannot be read starts empty, its file kept aside; a tab that cannot be read is left out. */
export function createSessionStore(path: string, context: { log: Log; now(): number }): SessionStore {
  let latest: Session | undefined;
  let waiting: Promise<void> | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function writeLatest(): Promise<void> {
    waiting = undefined;
    await writeJsonFile(path, latest);
  }

  return {
    async read() {
      if (latest !== undefined) return latest;
      const loose = await readJsonFile(path, (value) => looseSchema.parse(value), context);
      const read: Session =
        loose === undefined
          ? { tabs: [], expanded: [], layout: {} }
          : {
              ...loose,
              tabs: loose.tabs.flatMap((tab) => {
                const parsed = tabSchema.safeParse(tab);
                return parsed.success ? [parsed.data] : [];
              }),
            };
      latest ??= read;
      return latest;
    },
    save(session) {
      latest = session;
      // Saves that come while one is being written share the next write.
      if (waiting === undefined) {
        waiting = writing.then(writeLatest);
        writing = waiting.catch(() => undefined);
      }
      return waiting;
    },
  };
}
