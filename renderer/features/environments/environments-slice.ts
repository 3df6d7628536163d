import type { ItemId } from '../../../core/ids.ts';
import type { Variable, VariableScopeRef } from '../../../core/variables/variable.ts';
import type { Definition } from '../../../core/workspace/definition.ts';
import type { Environment, EnvironmentSummary } from '../../../core/workspace/environment.ts';
import type { SliceCreator } from '../../store/slice.ts';

/** An open environment editor: the stored state it started from and the edits. */
export interface EnvironmentEditor {
  stored: Environment;
  name: string;
  variables: Variable[];
  /** The file changed on disk while edits were open; the user decides. */
  conflict: boolean;
}

/** A variable as the interface shows it: the value in force, masked for secrets, and where it comes from. */
export interface VisibleVariable {
  name: string;
  /** Absent for secrets. */
  value: string | undefined;
  secret: boolean;
  scope: 'environment' | 'collection' | 'folder' | 'globals' | 'generated';
  /** Name of the environment, collection or folder. */
  scopeName: string;
  ref: VariableScopeRef | undefined;
}

export interface EnvironmentsSlice {
  list: EnvironmentSummary[];
  selectedId: ItemId | undefined;
  /** The selected environment and the globals, for look-ups. */
  selected: Environment | undefined;
  globals: Environment | undefined;
  /** Definitions of collections and folders that open requests look variables and authorization up in. */
  definitions: Record<ItemId, Definition>;
  /** Editors by tab key. */
  editors: Record<string, EnvironmentEditor>;
  load(): Promise<void>;
  select(id: ItemId | undefined): Promise<void>;
  create(): Promise<void>;
  duplicate(id: ItemId): Promise<void>;
  delete(id: ItemId): Promise<void>;
  /** Opens an environment, or the globals (id `globals`), in a tab. */
  open(id: ItemId): void;
  loadEditor(tabKey: string, id: ItemId): Promise<void>;
  edit(tabKey: string, change: { name?: string; variables?: Variable[] }): void;
  save(tabKey: string, options?: { overwrite?: boolean }): Promise<boolean>;
  discard(tabKey: string): void;
  /** Sets one current value (Set as variable, hover card, quick look). */
  setVariable(scope: VariableScopeRef, key: string, value: string): Promise<void>;
  reveal(scope: VariableScopeRef, key: string): Promise<string>;
  /** Makes sure the definitions of an item's parents are loaded. */
  loadAncestors(itemId: ItemId): Promise<void>;
}

export const createEnvironmentsSlice: SliceCreator<'environments'> = () => ({
  list: [],
  selectedId: undefined,
  selected: undefined,
  globals: undefined,
  definitions: {},
  editors: {},
  async load() {},
  async select() {},
  async create() {},
  async duplicate() {},
  async delete() {},
  open() {},
  async loadEditor() {},
  edit() {},
  async save() {
    return false;
  },
  discard() {},
  async setVariable() {},
  async reveal() {
    return '';
  },
  async loadAncestors() {},
});
