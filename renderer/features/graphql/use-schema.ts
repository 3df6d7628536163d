import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import type { SchemaReading, TabSchema } from './graphql-slice.ts';
import { schemaKey } from './schema-key.ts';

const settleMs = 300;
const unknown: TabSchema = {};

/** The schema for the address of a tab, as far as it is known. */
export interface ShownSchema {
  tab: TabSchema;
  reading: SchemaReading | undefined;
  /** Names it for the engine; absent until it is read. */
  key: string | undefined;
}

/** The schema of a tab's address, as far as it was found. */
export function useSchema(tabKey: string): ShownSchema {
  const tab = useStore((state) => state.graphql.tabs[tabKey] ?? unknown);
  const { schema } = tab;
  const wanted = schema === undefined ? undefined : schemaKey(schema);
  const reading = useStore((state) => (wanted === undefined ? undefined : state.graphql.readings[wanted]));
  return { tab, reading, key: reading?.status === 'ready' ? wanted : undefined };
}

/** Looks for the kept schema of a tab's address, anew when that changes, and reads it. Nothing leaves the machine. */
export function useSchemaLookup(tabKey: string): ShownSchema {
  const url = useStore((state) => state.requests.editors[tabKey]?.draft.url);
  const pathVariables = useStore((state) => state.requests.editors[tabKey]?.draft.pathVariables);
  const environment = useStore((state) => state.environments.selected);
  const environmentId = useStore((state) => state.environments.selectedId);
  const globals = useStore((state) => state.environments.globals);
  const definitions = useStore((state) => state.environments.definitions);
  const find = useStore((state) => state.graphql.find);
  const read = useStore((state) => state.graphql.read);
  useEffect(() => {
    const timer = setTimeout(() => void find(tabKey), settleMs);
    return () => clearTimeout(timer);
  }, [tabKey, url, pathVariables, environment, environmentId, globals, definitions, find]);

  const shown = useSchema(tabKey);
  const { reading } = shown;
  const { schema } = shown.tab;
  useEffect(() => {
    if (schema !== undefined && reading === undefined) void read(schema);
  }, [schema, reading, read]);
  return shown;
}
