import { type AppErrorData, toErrorData } from '../../../core/errors.ts';
import type { EventPayload } from '../../../core/contract.ts';
import { type KeptSchema, type SchemaId, maxSchemaBytes } from '../../../core/graphql/kept-schema.ts';
import { call, readBody, upload } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import type { State } from '../../store/store.ts';
import { schemaKey } from './schema-key.ts';

/** What is known of the schema for a tab's address. */
export interface TabSchema {
  /** Absent while the request has no whole address. */
  id?: SchemaId | undefined;
  schema?: KeptSchema | undefined;
  /** A schema on its way; `label` says from where. */
  underWay?: { callId: string; label: string; receivedBytes: number } | undefined;
  /** Why the last one did not come. */
  problem?: AppErrorData | undefined;
}

/** How far a kept schema is read. */
export type SchemaReading =
  { status: 'reading' } | { status: 'ready'; types: number } | { status: 'failed'; problem: AppErrorData };

export interface GraphqlSlice {
  /** By tab key. */
  tabs: Record<string, TabSchema>;
  /** By {@link schemaKey}. */
  readings: Record<string, SchemaReading>;
  /** Looks for the schema that is kept for the address a tab has now; nothing leaves the machine. */
  find(tabKey: string): Promise<void>;
  /** Asks the server of a tab for its schema. */
  get(tabKey: string): Promise<void>;
  /** Takes a file as the schema for a tab's address. */
  load(tabKey: string, file: File): Promise<void>;
  cancel(tabKey: string): void;
  /** Deletes the schema that is kept for a tab's address. */
  forgetSchema(tabKey: string): Promise<void>;
  /** Deletes all schemas of this workspace. */
  forgetAll(): Promise<void>;
  dismissProblem(tabKey: string): void;
  /** Reads a kept schema where that was not done yet. */
  read(schema: KeptSchema): Promise<void>;
  hearProgress(progress: EventPayload<'request.progressed'>): void;
  /** Lets go of a closed tab. */
  forget(tabKey: string): void;
}

/** Calls under way, by tab; controllers are not plain JSON and so stay out of the store. */
const controllers = new Map<string, AbortController>();
/** The newest question for each tab; an answer to an older one is dropped. */
const asked = new Map<string, symbol>();

/** The request of a tab as it stands on screen; nothing where it is not open yet. */
function sourceOf({ requests, environments }: State, tabKey: string) {
  const editor = requests.editors[tabKey];
  if (editor?.status !== 'ready') return undefined;
  const { itemId: id, draft: request, name, parentId } = editor;
  return { id, request, name, parentId, environmentId: environments.selectedId };
}

/** Those of schemas that were got anew are of no use. */
const mostReadings = 20;

const loadEngine = async () => (await import('./schema-engine.ts')).schemaEngine();

/** Changes what is known of one tab, and of all tabs of an address. */
function putters({ set, get }: SliceTools<'graphql'>) {
  const put = (tabKey: string, change: Partial<TabSchema>) => {
    // A tab that was closed meanwhile stays closed.
    if (get().requests.editors[tabKey] === undefined) return;
    set(({ tabs }) => ({ tabs: { ...tabs, [tabKey]: { ...tabs[tabKey], ...change } } }));
  };
  /** A schema is of every tab of its address. */
  const spread = (id: SchemaId, schema: KeptSchema | undefined) => {
    for (const [key, tab] of Object.entries(get().graphql.tabs)) if (tab.id === id) put(key, { schema });
  };
  return { put, spread };
}

type Run = (options: { callId: string; signal: AbortSignal }) => Promise<KeptSchema>;

/** Fetches a schema for a tab, one at a time: what was under way is cancelled. */
function fetcher(tools: SliceTools<'graphql'>) {
  const { put, spread } = putters(tools);
  return async (tabKey: string, label: string, run: Run) => {
    controllers.get(tabKey)?.abort();
    const controller = new AbortController();
    const callId = crypto.randomUUID();
    controllers.set(tabKey, controller);
    put(tabKey, { underWay: { callId, label, receivedBytes: 0 }, problem: undefined });
    const isLatest = () => controllers.get(tabKey) === controller;
    try {
      const schema = await run({ callId, signal: controller.signal });
      // The address may have been edited meanwhile.
      spread(schema.id, schema);
      await tools.get().graphql.find(tabKey);
    } catch (error) {
      const problem = toErrorData(error);
      if (isLatest() && problem.code !== 'ERR_CALL_CANCELLED') put(tabKey, { problem });
    }
    if (!isLatest()) return;
    controllers.delete(tabKey);
    put(tabKey, { underWay: undefined });
  };
}

/** How schemas come. */
function comingActions(
  tools: SliceTools<'graphql'>,
): Pick<GraphqlSlice, 'find' | 'get' | 'load' | 'cancel' | 'hearProgress'> {
  const { get } = tools;
  const { put } = putters(tools);
  const fetch = fetcher(tools);
  return {
    async find(tabKey) {
      const source = sourceOf(get(), tabKey);
      if (source === undefined) return;
      const question = Symbol(tabKey);
      asked.set(tabKey, question);
      // Only help with writing hangs on it: where it cannot be asked, there is none.
      const found = await call('graphql.findSchema', source).catch(() => ({
        id: undefined,
        schema: undefined,
      }));
      if (asked.get(tabKey) !== question) return;
      const isOther = get().graphql.tabs[tabKey]?.id !== found.id;
      put(tabKey, { id: found.id, schema: found.schema, ...(isOther ? { problem: undefined } : {}) });
    },
    async get(tabKey) {
      const source = sourceOf(get(), tabKey);
      if (source === undefined) return;
      await fetch(tabKey, 'Getting the schema', (options) => call('graphql.getSchema', source, options));
    },
    async load(tabKey, file) {
      const source = sourceOf(get(), tabKey);
      if (source === undefined) return;
      await fetch(tabKey, `Loading ${file.name}`, async (options) => {
        // One that cannot be read must not take the place of one that can; a larger one is refused.
        if (file.size <= maxSchemaBytes)
          await (await loadEngine()).call('probe', new Uint8Array(await file.arrayBuffer()));
        const { uploadId } = await upload(file, options.signal);
        return call('graphql.loadSchema', { ...source, uploadId, fileName: file.name }, options);
      });
    },
    cancel(tabKey) {
      controllers.get(tabKey)?.abort();
    },
    hearProgress({ callId, receivedBytes }) {
      const found = Object.entries(get().graphql.tabs).find(([, tab]) => tab.underWay?.callId === callId);
      if (found === undefined) return;
      const [tabKey, { underWay }] = found;
      if (underWay !== undefined) put(tabKey, { underWay: { ...underWay, receivedBytes } });
    },
  };
}

/** How they go. */
function goingActions(
  tools: SliceTools<'graphql'>,
): Pick<GraphqlSlice, 'forgetSchema' | 'forgetAll' | 'dismissProblem' | 'forget'> {
  const { set, get } = tools;
  const { put, spread } = putters(tools);
  return {
    async forgetSchema(tabKey) {
      const id = get().graphql.tabs[tabKey]?.id;
      if (id === undefined) return;
      try {
        await call('graphql.forgetSchema', { id });
        spread(id, undefined);
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async forgetAll() {
      try {
        await call('graphql.forgetSchema', {});
        for (const key of Object.keys(get().graphql.tabs)) put(key, { schema: undefined });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    dismissProblem(tabKey) {
      put(tabKey, { problem: undefined });
    },
    forget(tabKey) {
      controllers.get(tabKey)?.abort();
      controllers.delete(tabKey);
      asked.delete(tabKey);
      if (get().graphql.tabs[tabKey] === undefined) return;
      set(({ tabs: { [tabKey]: _closed, ...tabs } }) => ({ tabs }));
    },
  };
}

/** Schemas are read by a thread of their own, which is started with the first one. */
function readActions({ set, get }: SliceTools<'graphql'>): Pick<GraphqlSlice, 'read'> {
  /** One that was let go is read anew when it is looked at. */
  const note = (key: string, reading: SchemaReading, dropped: readonly string[] = []) =>
    set(({ readings }) => {
      const others = Object.entries(readings).filter(([other]) => other !== key && !dropped.includes(other));
      return { readings: Object.fromEntries([...others.slice(-mostReadings), [key, reading]]) };
    });
  return {
    async read(schema) {
      const key = schemaKey(schema);
      if (get().graphql.readings[key] !== undefined) return;
      note(key, { status: 'reading' });
      try {
        const engine = await loadEngine();
        engine.onLost = () => set({ readings: failedReadings(get().graphql.readings) });
        const { bodyId, schema: opened } = await call('graphql.openSchema', { id: schema.id });
        const bytes = await readBody(bodyId);
        const { types, dropped } = await engine.call('load', key, bytes, opened.format);
        note(key, { status: 'ready', types }, dropped);
      } catch (error) {
        note(key, { status: 'failed', problem: toErrorData(error) });
      }
    },
  };
}

/** What made the thread end once would do so again: it is read anew when it was got anew. */
function failedReadings(readings: GraphqlSlice['readings']): GraphqlSlice['readings'] {
  const problem = {
    code: 'ERR_GRAPHQL_SCHEMA_TOO_LARGE' as const,
    message:
      'Working with the schema took too long, so it was put aside. Load a file with the part you need.',
  };
  return Object.fromEntries(Object.keys(readings).map((key) => [key, { status: 'failed', problem }]));
}

export const createGraphqlSlice: SliceCreator<'graphql'> = (tools) => ({
  tabs: {},
  readings: {},
  ...comingActions(tools),
  ...readActions(tools),
  ...goingActions(tools),
});
