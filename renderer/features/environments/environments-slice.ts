import { globalsId } from '../../../core/workspace/environment.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { ValueSource } from '../../../core/variables/value-source.ts';
import type { VariableScopeRef } from '../../../core/variables/variable.ts';
import type { Definition } from '../../../core/workspace/definition.ts';
import type { Environment, EnvironmentSummary } from '../../../core/workspace/environment.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { adopt, createEnvironmentEditing, type EnvironmentEditing, readList } from './environment-editing.ts';
import { createEnvironmentHolders, type EnvironmentHolders } from './environment-holders.ts';
import { createEnvironmentExport, type EnvironmentExport } from './environment-export.ts';
import { freeName } from './free-name.ts';

/** A variable as the interface shows it: the value in force, masked for secrets, and where it comes from. */
export interface VisibleVariable {
  name: string;
  /** Absent for secrets. */
  value: string | undefined;
  secret: boolean;
  /** The only hosts a secret may be sent to. */
  hosts?: readonly string[] | undefined;
  /** Where its value comes from, other than being typed. */
  source?: ValueSource | undefined;
  scope: 'environment' | 'collection' | 'folder' | 'globals' | 'generated';
  /** Name of the environment, collection or folder. */
  scopeName: string;
  ref: VariableScopeRef | undefined;
}

export interface EnvironmentsSlice extends EnvironmentEditing, EnvironmentExport, EnvironmentHolders {
  list: EnvironmentSummary[];
  selectedId: ItemId | undefined;
  /** The selected environment and the globals, for look-ups. */
  selected: Environment | undefined;
  globals: Environment | undefined;
  /** Definitions of collections and folders that open requests look variables and authorization up in. */
  definitions: Record<ItemId, Definition>;
  load(): Promise<void>;
  select(id: ItemId | undefined): Promise<void>;
  /** The environment that was just made, whose name is typed first. */
  unnamedId: ItemId | undefined;
  create(): Promise<void>;
  /** Its name has the focus. */
  focusName(): void;
  duplicate(id: ItemId): Promise<void>;
  delete(id: ItemId): Promise<void>;
  /** Sets one current value (Set as variable, hover card, quick look). */
  setVariable(scope: VariableScopeRef, key: string, value: string): Promise<void>;
  reveal(scope: VariableScopeRef, key: string): Promise<string>;
  /** Makes sure the definitions of an item's parents, and its own where it is one, are loaded. */
  loadAncestors(itemId: ItemId): Promise<void>;
  /** Reads definitions again that were loaded before. */
  refreshDefinitions(ids: ItemId[]): Promise<void>;
}

type Tools = SliceTools<'environments'>;

/** The actions that change which environments there are. */
function listActions(
  tools: Tools,
): Pick<EnvironmentsSlice, 'load' | 'select' | 'create' | 'focusName' | 'duplicate' | 'delete'> {
  const { set, get } = tools;
  return {
    async load() {
      try {
        const [list, globals] = await Promise.all([
          readList(tools),
          call('environment.read', { id: globalsId }),
        ]);
        adopt(tools, globals);
        set({ globals });
        const { selectedId } = get().environments;
        if (selectedId === undefined) return;
        await get().environments.select(
          list.some((entry) => entry.id === selectedId) ? selectedId : undefined,
        );
      } catch (error) {
        get().notices.showError(error, () => void get().environments.load());
      }
    },
    async select(id) {
      set({ selectedId: id, selected: undefined });
      if (id === undefined) return;
      try {
        const environment = await call('environment.read', { id });
        if (get().environments.selectedId === id) set({ selected: environment });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async create() {
      try {
        const name = freeName('New Environment', get().environments.list);
        const environment = await call('environment.create', { name });
        await readList(tools);
        set({ unnamedId: environment.id });
        get().environments.open(environment.id);
      } catch (error) {
        get().notices.showError(error);
      }
    },
    focusName() {
      set({ unnamedId: undefined });
    },
    async duplicate(id) {
      try {
        const copy = await call('environment.duplicate', { id });
        await readList(tools);
        get().environments.open(copy.id);
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async delete(id) {
      try {
        const name = get().environments.list.find((entry) => entry.id === id)?.name ?? 'Environment';
        const wasSelected = get().environments.selectedId === id;
        const { undoId } = await call('environment.delete', { id });
        for (const tab of get().tabs.tabs)
          if (tab.kind === 'environment' && tab.itemId === id) get().tabs.close(tab.key);
        if (wasSelected) await get().environments.select(undefined);
        await readList(tools);
        get().notices.showDone({
          text: `Deleted ${name}`,
          undoId,
          async afterwards(isTakenBack) {
            await readList(tools);
            if (isTakenBack && wasSelected) await get().environments.select(id);
          },
        });
      } catch (error) {
        get().notices.showError(error);
      }
    },
  };
}

/** The actions on single variables and on the definitions they are looked up in. */
function variableActions(
  tools: Tools,
): Pick<EnvironmentsSlice, 'setVariable' | 'reveal' | 'loadAncestors' | 'refreshDefinitions'> {
  const { set, get } = tools;
  const read = async (ids: ItemId[]) => {
    const records = await Promise.all(ids.map((id) => call('definition.read', { id })));
    set((slice) => ({
      definitions: {
        ...slice.definitions,
        ...Object.fromEntries(records.map((record) => [record.id, record.definition])),
      },
    }));
  };
  /** Every field that shows variables asks for the same definitions, at the same time. */
  const underWay = new Map<ItemId, Promise<void>>();
  const readOnce = async (ids: ItemId[]) => {
    const others = ids.filter((id) => !underWay.has(id));
    if (others.length > 0) {
      const reading = read(others).finally(() => {
        for (const id of others) underWay.delete(id);
      });
      for (const id of others) underWay.set(id, reading);
    }
    await Promise.all(ids.flatMap((id) => underWay.get(id) ?? []));
  };
  return {
    async setVariable(scope, key, value) {
      await call('variable.set', { scope, key, value });
      if (scope.kind === 'collection') await read([scope.id]);
      else await get().environments.refresh([scope.kind === 'globals' ? globalsId : scope.id]);
    },
    async reveal(scope, key) {
      const { value } = await call('variable.reveal', { scope, key });
      return value;
    },
    async loadAncestors(itemId) {
      const { nodes } = get().tree;
      const missing: ItemId[] = [];
      for (let node = nodes[itemId], depth = 0; node !== undefined && depth < 200; depth += 1) {
        const isContainer = node.kind === 'collection' || node.kind === 'folder';
        if (isContainer && get().environments.definitions[node.id] === undefined) missing.push(node.id);
        node = node.parentId === undefined ? undefined : nodes[node.parentId];
      }
      await readOnce(missing);
    },
    async refreshDefinitions(ids) {
      const loaded = ids.filter((id) => get().environments.definitions[id] !== undefined);
      const present = loaded.filter((id) => get().tree.nodes[id] !== undefined);
      if (present.length > 0) await read(present);
    },
  };
}

export const createEnvironmentsSlice: SliceCreator<'environments'> = (tools) => ({
  list: [],
  selectedId: undefined,
  selected: undefined,
  globals: undefined,
  definitions: {},
  unnamedId: undefined,
  ...createEnvironmentExport(tools),
  ...createEnvironmentHolders(tools),
  ...listActions(tools),
  editors: {},
  ...createEnvironmentEditing(tools),
  ...variableActions(tools),
});
