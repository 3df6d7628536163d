import type { JsonObject, JsonValue } from '../json-value.ts';
import type { Variable } from '../variables/variable.ts';
import { readDescription } from './description.ts';
import { isDisabled } from './row.ts';
import { applyResidue, asText, field, isObject, postmanExtension, residueOf, textField } from './residue.ts';

/** Where a variable stands: environments say `enabled`, collections say `disabled`. */
export type VariableHome = 'environment' | 'collection';

/** What reading a list of variables gives. */
export interface ReadVariables {
  variables: Variable[];
  /** Variables whose value was no text. */
  converted: number;
  unreadable: number;
}

/** Reads variables; a missing `enabled` means enabled, a value of null is empty. */
export function readVariables(raw: JsonValue | undefined, home: VariableHome): ReadVariables {
  const read: ReadVariables = { variables: [], converted: 0, unreadable: 0 };
  for (const entry of Array.isArray(raw) ? raw : []) {
    if (!isObject(entry)) {
      read.unreadable += 1;
      continue;
    }
    const variable = variableFields(entry);
    const value = field(entry, 'value');
    if (value !== undefined && value !== null && typeof value !== 'string') read.converted += 1;
    const residue = residueOf(entry, variableObject(variable, home));
    // A secret never stands in the extension, which is part of the shared file.
    if (residue !== undefined && variable.type === 'secret') delete residue['value'];
    if (residue !== undefined) variable.extension = { postman: residue };
    read.variables.push(variable);
  }
  return read;
}

/** Writes one variable with its initial value. */
export function writeVariable(variable: Variable, home: VariableHome): JsonValue {
  const written = variableObject(variable, home);
  const agrees = (candidate: JsonValue | undefined) => {
    if (!isObject(candidate)) return false;
    const read = variableFields(candidate);
    return (
      read.key === variable.key &&
      read.initialValue === variable.initialValue &&
      read.enabled === variable.enabled &&
      read.type === variable.type &&
      read.description === variable.description
    );
  };
  return applyResidue(written, postmanExtension(variable.extension), agrees) ?? written;
}

function variableFields(raw: JsonObject): Variable {
  const key = field(raw, 'key');
  const variable: Variable = {
    key: asText(key === undefined ? field(raw, 'id') : key),
    initialValue: asText(field(raw, 'value')),
    enabled: !isDisabled(raw),
    type: textField(raw, 'type') ?? 'default',
  };
  const description = readDescription(field(raw, 'description'));
  if (description !== undefined) variable.description = description;
  return variable;
}

function variableObject(variable: Variable, home: VariableHome): JsonObject {
  const written: JsonObject = { key: variable.key, value: variable.initialValue };
  if (home === 'environment') {
    written['type'] = variable.type;
    written['enabled'] = variable.enabled;
  } else {
    if (variable.type !== 'default') written['type'] = variable.type;
    if (!variable.enabled) written['disabled'] = true;
  }
  if (variable.description !== undefined) written['description'] = variable.description;
  return written;
}
