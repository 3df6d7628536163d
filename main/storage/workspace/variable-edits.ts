import { AppError, isAppError } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { Variable, VariableScopeRef } from '../../../core/variables/variable.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import type { ResolvedVariable } from '../workspace-store.ts';
import { readDefinitionRecord, saveDefinitionVariables } from './definition-edits.ts';
import { definitionPath, isContainerEntry } from './entry-tree.ts';
import { environmentPath, readEnvironment, saveEnvironment } from './environment-edits.ts';
import { planLocalOnly, saveLocalPart } from './local-part.ts';
import { announceVariables, type WorkspaceContext } from './workspace-context.ts';

const mostAttempts = 5;

/** Gives the enabled variables of a scope with the values a request is sent with, secrets included. */
export async function readVariables(
  context: WorkspaceContext,
  scope: VariableScopeRef,
): Promise<ResolvedVariable[]> {
  const variables = (await readScope(context, scope)).filter((variable) => variable.enabled);
  return Promise.all(
    variables.map(async (variable) => ({
      key: variable.key,
      value: await valueInForce(context, variable),
      // What is asked for is one too: it may not be written anywhere.
      secret: variable.type === 'secret' || isSourced(variable),
      ...(variable.type === 'secret' && variable.hosts !== undefined ? { hosts: variable.hosts } : {}),
      ...sourcedPart(variable),
    })),
  );
}

function isSourced({ source }: Variable): boolean {
  return source !== undefined && source !== null;
}

/** What is known of a value that is not there; whoever sends gets it. */
function sourcedPart({ source, type, initialValue }: Variable): Pick<ResolvedVariable, 'sourced'> {
  if (source === undefined || source === null) return {};
  const isMasked = type === 'secret';
  return { sourced: { source, isMasked, offered: isMasked ? '' : initialValue, isHere: false } };
}

/** Sets the current value of the variable that counts under a name; adds one where there is none, switches one on that is off. */
export async function setVariable(
  context: WorkspaceContext,
  scope: VariableScopeRef,
  key: string,
  value: string,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await setOnce(context, scope, key, value);
      return;
    } catch (fault) {
      // Somebody else wrote the file in between: the value goes into what they wrote.
      const isConflict = isAppError(fault) && fault.code === 'ERR_WORKSPACE_CONFLICT';
      if (!isConflict || attempt === mostAttempts) throw fault;
    }
  }
}

/** Gives the current value of a variable that is on; setting that one would change nothing. */
export async function readCurrentValue(
  context: WorkspaceContext,
  scope: VariableScopeRef,
  key: string,
): Promise<string | undefined> {
  const variables = await readScope(context, scope);
  const known = variables[indexInForce(variables, key)];
  if (known?.enabled !== true) return undefined;
  if (known.type !== 'secret' || known.secretId === undefined) return known.currentValue ?? undefined;
  return context.secrets.read(known.secretId);
}

async function setOnce(
  context: WorkspaceContext,
  scope: VariableScopeRef,
  key: string,
  value: string,
): Promise<void> {
  const variables = await readScope(context, scope);
  const at = indexInForce(variables, key);
  const known = variables[at];
  if (known === undefined) {
    const added: Variable = { key, initialValue: '', currentValue: value, enabled: true, type: 'default' };
    await saveScope(context, scope, [...variables, added]);
    return;
  }
  if (isSourced(known)) {
    throw new AppError(
      'ERR_VARIABLE_HAS_SOURCE',
      `The value of "${key}" is not typed: it is asked for, or comes from a program or a file. Change that where the variable stands first.`,
      { details: { key } },
    );
  }
  const edited = variables.with(at, { ...known, currentValue: value, enabled: true });
  if (known.enabled) await saveLocalOnly(context, scope, edited);
  else await saveScope(context, scope, edited);
}

/** @throws AppError ERR_SECRET_NOT_FOUND, ERR_SECRET_UNREADABLE */
export async function revealVariable(
  context: WorkspaceContext,
  scope: VariableScopeRef,
  key: string,
): Promise<string> {
  const variables = await readScope(context, scope);
  const variable = variables[indexInForce(variables, key)];
  if (variable === undefined || isSourced(variable)) throw secretNotFound(key);
  return valueInForce(context, variable);
}

async function readScope(context: WorkspaceContext, scope: VariableScopeRef): Promise<Variable[]> {
  try {
    if (scope.kind === 'collection')
      return (await readDefinitionRecord(context, scope.id)).definition.variables;
    return (await readEnvironment(context, scope.kind === 'globals' ? globalsId : scope.id)).variables;
  } catch (fault) {
    if (!isAppError(fault) || fault.code !== 'ERR_WORKSPACE_ITEM_NOT_FOUND') throw fault;
    throw new AppError(
      'ERR_VARIABLE_SCOPE_NOT_FOUND',
      scope.kind === 'environment'
        ? 'That environment is gone. Choose another one.'
        : 'That collection is gone.',
      { details: { kind: scope.kind } },
    );
  }
}

async function saveScope(
  context: WorkspaceContext,
  scope: VariableScopeRef,
  variables: Variable[],
): Promise<void> {
  if (scope.kind === 'collection') {
    await saveDefinitionVariables(context, scope.id, variables);
    return;
  }
  const id = scope.kind === 'globals' ? globalsId : scope.id;
  const { name, revision } = await readEnvironment(context, id);
  await saveEnvironment(context, id, name, variables, revision, false);
}

/** A current value does not stand in the shared file, so that file is not touched. */
async function saveLocalOnly(
  context: WorkspaceContext,
  scope: VariableScopeRef,
  variables: Variable[],
): Promise<void> {
  const id = scope.kind === 'globals' ? globalsId : scope.id;
  const place = { id, path: scopePath(context, id) };
  const plan = await planLocalOnly(context, place, variables);
  await saveLocalPart(context, place, plan, () => Promise.resolve());
  announceVariables(context, [id], false);
}

function scopePath(context: WorkspaceContext, id: ItemId): string {
  const entry = context.tree.find(id);
  return isContainerEntry(entry) ? definitionPath(entry) : environmentPath(context, id);
}

/** Of several enabled rows with one name the last counts; where none is enabled, the last of all. */
function indexInForce(variables: readonly Variable[], key: string): number {
  const enabled = variables.findLastIndex((variable) => variable.key === key && variable.enabled);
  return enabled === -1 ? variables.findLastIndex((variable) => variable.key === key) : enabled;
}

async function valueInForce(context: WorkspaceContext, variable: Variable): Promise<string> {
  if (isSourced(variable)) return '';
  if (variable.type !== 'secret' || variable.secretId === undefined) {
    return variable.currentValue ?? variable.initialValue;
  }
  const value = await context.secrets.read(variable.secretId);
  return value ?? variable.initialValue;
}

function secretNotFound(key: string): AppError {
  return new AppError('ERR_SECRET_NOT_FOUND', `There is no variable "${key}" with a stored value.`, {
    details: { key },
  });
}
