import { generatedNames, isGeneratedName } from '../../../core/variables/generated.ts';
import type { ItemId } from '../../../core/ids.ts';
import {
  lookUp,
  orderScopes,
  type ScopeChain,
  type ScopedValue,
  toScope,
  type VariableScope,
  type VariableScopeKind,
} from '../../../core/variables/scope.ts';
import { createTemplateResolver } from '../../../core/variables/resolve-template.ts';
import type { Variable, VariableScopeRef } from '../../../core/variables/variable.ts';
import type { Definition } from '../../../core/workspace/definition.ts';
import type { Environment } from '../../../core/workspace/environment.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import type { VisibleVariable } from '../environments/environments-slice.ts';

/** A collection or folder around an item. */
export interface Ancestor {
  id: ItemId;
  kind: 'folder' | 'collection';
}

/** The collections and folders around an item, nearest first; a collection or folder is the first of its own. */
export function ancestorsOf(
  nodes: Readonly<Record<ItemId, TreeNode>>,
  itemId: ItemId | undefined,
): Ancestor[] {
  const found: Ancestor[] = [];
  const seen = new Set<ItemId>();
  for (let node = itemId === undefined ? undefined : nodes[itemId]; node !== undefined;) {
    // A damaged tree could go in circles.
    if (seen.has(node.id)) break;
    seen.add(node.id);
    if (node.kind === 'folder' || node.kind === 'collection') found.push({ id: node.id, kind: node.kind });
    node = node.parentId === undefined ? undefined : nodes[node.parentId];
  }
  return found;
}

/** What look-ups see: the selected environment, the globals, and the definitions around an item. */
export interface VisibleSources {
  environment: Environment | undefined;
  globals: Environment | undefined;
  ancestors: readonly Ancestor[];
  definitions: Readonly<Record<ItemId, Definition>>;
}

/** The scopes in winning order. The window does not know secret values: they stand as empty and are marked. */
export function visibleScopes({ environment, globals, ancestors, definitions }: VisibleSources): ScopeChain {
  const scopes: VariableScope[] = [];
  const add = (
    name: string,
    kind: VariableScopeKind,
    variables: readonly Variable[],
    ref: VariableScopeRef,
  ) => scopes.push(toScope(name, kind, variables.filter((variable) => variable.enabled).map(inForce), ref));
  if (environment !== undefined) {
    add(environment.name, 'environment', environment.variables, { kind: 'environment', id: environment.id });
  }
  for (const { id, kind } of ancestors) {
    const definition = definitions[id];
    if (definition !== undefined)
      add(definition.name, kind, definition.variables, { kind: 'collection', id });
  }
  if (globals !== undefined) add('Globals', 'globals', globals.variables, { kind: 'globals' });
  return orderScopes(scopes);
}

function inForce(variable: Variable): ScopedValue & { key: string } {
  const { source } = variable;
  const isSourced = source !== undefined && source !== null;
  const secret = variable.type === 'secret' || isSourced;
  return {
    key: variable.key,
    value: secret ? '' : (variable.currentValue ?? variable.initialValue),
    secret,
    ...(secret && variable.hosts !== undefined ? { hosts: variable.hosts } : {}),
    ...(isSourced ? { sourced: { source, isMasked: secret, offered: '', isHere: false } } : {}),
  };
}

/** Finds what a `{{name}}` stands for, or `undefined` where nothing has that name. */
export function findVisible(chain: ScopeChain, name: string): VisibleVariable | undefined {
  const found = lookUp(chain, name);
  if (found !== undefined && found.scopeKind !== 'local') {
    return {
      name,
      value: found.secret ? undefined : found.value,
      secret: found.secret,
      ...(found.hosts === undefined ? {} : { hosts: found.hosts }),
      ...(found.sourced === undefined ? {} : { source: found.sourced.source }),
      scope: found.scopeKind,
      scopeName: found.scopeName,
      ref: found.ref,
    };
  }
  if (!isGeneratedName(name)) return undefined;
  return {
    name,
    value: undefined,
    secret: false,
    scope: 'generated',
    scopeName: 'Generated',
    ref: undefined,
  };
}

/** Every name that can be completed: each once, with the scope that wins; generated ones last. */
export function completableNames(chain: ScopeChain): { name: string; scopeName: string }[] {
  const names = new Map<string, string>();
  for (const scope of chain) {
    for (const name of scope.variables.keys())
      if (name !== '' && !names.has(name)) names.set(name, scope.name);
  }
  for (const name of generatedNames) if (!names.has(name)) names.set(name, 'Generated');
  return [...names].map(([name, scopeName]) => ({ name, scopeName }));
}

/** The scopes after the winning one that have the name too, and so are not used. */
export function overriddenScopes(chain: ScopeChain, name: string): VariableScope[] {
  return chain.filter((scope) => scope.variables.has(name)).slice(1);
}

/**
 * What a value becomes when the variables in it are replaced, for show: secrets as dots, generated values by name.
 * `undefined` where nothing in it is replaced or where it mentions itself.
 */
export function previewValue(chain: ScopeChain, value: string): string | undefined {
  if (!value.includes('{{')) return undefined;
  const masked = chain.map((scope) => ({
    ...scope,
    variables: new Map(
      [...scope.variables].map(([key, entry]) => [
        key,
        entry.secret ? { value: '••••••', secret: false } : entry,
      ]),
    ),
  }));
  try {
    const generate = (name: string) => (isGeneratedName(name) ? `<${name}>` : undefined);
    const { text } = createTemplateResolver(masked, generate).resolve(value);
    return text === value ? undefined : text;
  } catch {
    return undefined;
  }
}
