import { sameValue } from '../same-value.ts';
import { normaliseSecretHosts } from './secret-hosts.ts';
import { isSecretByNature, normaliseSource } from './source-rules.ts';
import type { ValueSource } from './value-source.ts';
import type { Variable } from './variable.ts';

/** What this machine knows of one variable: its current value or where it comes from, or the handle and the hosts of its secret; none of it where only its place among equal keys counts. */
export interface LocalValue {
  key: string;
  value?: string;
  secretId?: string;
  hosts?: string[];
  source?: ValueSource;
}

/** The shared variables as read from a file, with what is local put to them. */
export function withLocalValues(shared: readonly Variable[], local: readonly LocalValue[]): Variable[] {
  const partners = pairByKey(shared, local);
  return shared.map((variable, at) => {
    const own = partners[at];
    if (own?.source !== undefined) return withSource(variable, own.source, own.hosts);
    if (variable.type === 'secret') {
      return {
        ...variable,
        ...(own?.secretId === undefined ? {} : { secretId: own.secretId }),
        ...(own?.hosts === undefined ? {} : { hosts: own.hosts }),
      };
    }
    return own?.value === undefined ? { ...variable } : { ...variable, currentValue: own.value };
  });
}

/** A file that says that it is no secret changes nothing about what a program gives. */
function withSource(shared: Variable, source: ValueSource, hosts: string[] | undefined): Variable {
  const type = isSecretByNature(source) ? 'secret' : shared.type;
  return { ...shared, type, source, ...(type === 'secret' && hosts !== undefined ? { hosts } : {}) };
}

/** What a save of variables means for the file, for this machine's values and for the secret store. */
export interface VariableSave {
  /** For the file: nothing local in them. */
  shared: Variable[];
  local: LocalValue[];
  secretsToWrite: { secretId: string; value: string }[];
  /** Secrets nothing points to any more. */
  secretsToDelete: string[];
}

/**
 * Splits edited variables into what is shared and what is local. A secret is kept where `currentValue` is absent, replaced
 * by text and removed by `null`; a handle that is not one of `previous` counts for nothing. A variable that becomes a
 * secret takes its current value into the secret store; one that stops being a secret has the value given or none, and no
 * hosts. Hosts that are absent are kept as they were, and so is where a value comes from; with that, no value is kept.
 *
 * @throws AppError ERR_SECRET_HOST_INVALID, ERR_VARIABLE_SOURCE_INVALID
 */
export function planVariableSave(
  variables: readonly Variable[],
  previous: readonly LocalValue[],
  newSecretId: () => string,
): VariableSave {
  const plan: VariableSave = { shared: [], local: [], secretsToWrite: [], secretsToDelete: [] };
  const byKey = pairByKey(variables, previous);
  const claimed = new Set<string>();
  const repeated = new Set(
    variables.map(({ key }) => key).filter((key, at, keys) => keys.indexOf(key) !== at),
  );
  for (const [at, variable] of variables.entries()) {
    const { currentValue, secretId, hosts: edited, source: wanted, ...shared } = variable;
    const before =
      previous.find((value) => secretId !== undefined && value.secretId === secretId) ?? byKey[at];
    const { key } = variable;
    const none = repeated.has(key) ? [{ key }] : [];
    const source = sourceToKeep(key, wanted, before?.source);
    const type = source !== undefined && isSecretByNature(source) ? 'secret' : variable.type;
    plan.shared.push({ ...shared, type });
    if (source !== undefined) {
      const only = type === 'secret' ? hostsToKeep(key, edited, before?.hosts) : {};
      plan.local.push({ key, source, ...only });
      continue;
    }
    if (type !== 'secret') {
      plan.local.push(...(typeof currentValue === 'string' ? [{ key, value: currentValue }] : none));
      continue;
    }
    const text = currentValue === undefined ? before?.value : currentValue;
    // Two rows that claim one secret do not share it: the second gets none.
    const kept =
      before?.secretId !== undefined && !claimed.has(before.secretId) ? before.secretId : undefined;
    const only = hostsToKeep(key, edited, before?.hosts);
    if (text === null || (text === undefined && kept === undefined)) {
      plan.local.push(...('hosts' in only ? [{ key, ...only }] : none));
      continue;
    }
    const id = kept ?? newSecretId();
    claimed.add(id);
    plan.local.push({ key, secretId: id, ...only });
    if (text !== undefined) plan.secretsToWrite.push({ secretId: id, value: text });
  }
  plan.secretsToDelete = previous.flatMap(({ secretId }) =>
    secretId === undefined || claimed.has(secretId) ? [] : [secretId],
  );
  return plan;
}

function hostsToKeep(
  key: string,
  edited: string[] | undefined,
  before: string[] | undefined,
): { hosts?: string[] } {
  const hosts = edited === undefined ? before : normaliseSecretHosts(key, edited);
  return hosts === undefined || hosts.length === 0 ? {} : { hosts };
}

function sourceToKeep(
  key: string,
  wanted: ValueSource | null | undefined,
  before: ValueSource | undefined,
): ValueSource | undefined {
  if (wanted === undefined) return before;
  return wanted === null ? undefined : normaliseSource(key, wanted);
}

/**
 * Brings edited variables up to date with local values that changed since the edit began: where the edit left a current
 * value, where it comes from, or the hosts of a secret, as they were in `base`, those of now count; where it changed them,
 * the edit counts.
 */
export function rebaseLocalValues(
  variables: readonly Variable[],
  base: readonly LocalValue[],
  now: readonly LocalValue[],
): Variable[] {
  const before = pairByKey(variables, base);
  const after = pairByKey(variables, now);
  return variables.map((edited, at) => {
    const variable = rebaseSource(edited, before[at]?.source, after[at]?.source);
    if (variable.type === 'secret') return rebaseHosts(variable, before[at]?.hosts, after[at]?.hosts);
    const value = after[at]?.value;
    const isUntouched = (variable.currentValue ?? undefined) === before[at]?.value;
    if (!isUntouched || value === before[at]?.value) return variable;
    const { currentValue: _old, ...rest } = variable;
    return value === undefined ? rest : { ...rest, currentValue: value };
  });
}

function rebaseSource(variable: Variable, before?: ValueSource, now?: ValueSource): Variable {
  const isUntouched = variable.source === undefined || sameValue(variable.source ?? undefined, before);
  return isUntouched && !sameValue(before, now) ? { ...variable, source: now ?? null } : variable;
}

function rebaseHosts(variable: Variable, before: string[] = [], now: string[] = []): Variable {
  const isUntouched = sameValue(variable.hosts ?? [], before);
  return isUntouched && !sameValue(before, now) ? { ...variable, hosts: now } : variable;
}

/** Puts where the values come from to edits that were kept without it, row by row of the same name. */
export function withSourcesOf(variables: readonly Variable[], stored: readonly Variable[]): Variable[] {
  const partners = pairByKey(variables, stored);
  return variables.map((variable, at) => {
    const source = partners[at]?.source;
    return source === undefined || variable.source !== undefined ? variable : { ...variable, source };
  });
}

/** For each variable the local value of the same key; the second of two equal keys has the second value. */
function pairByKey<T extends { key: string }>(
  variables: readonly { key: string }[],
  local: readonly T[],
): (T | undefined)[] {
  const queues = new Map<string, T[]>();
  for (const value of local) queues.set(value.key, [...(queues.get(value.key) ?? []), value]);
  return variables.map(({ key }) => queues.get(key)?.shift());
}
