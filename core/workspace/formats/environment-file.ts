import type { JsonObject } from '../../json-value.ts';
import type { Variable } from '../../variables/variable.ts';
import { mergeEdit } from './merge-edit.ts';
import { extensionKey, present, readOptionalText } from './plain-fields.ts';
import { readYaml } from './read-yaml.ts';
import { spliceYaml } from './splice-yaml.ts';
import { readVariables } from './variable-format.ts';
import { writeYaml } from './write-yaml.ts';

/** What one `*.environment.yaml`, or the file of the globals, says: the shared part of its variables. */
export interface EnvironmentFile {
  name: string;
  variables: Variable[];
}

/**
 * Reads an environment. `stem` is its name where the file gives none.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE
 */
export function readEnvironmentFile(text: string, stem: string): EnvironmentFile {
  const { value } = readYaml(text);
  return {
    name: readOptionalText(value['name']) ?? stem,
    variables: readVariables(value['values']),
  };
}

/** Writes a new environment file. Current values and secrets have no place in it. */
export function writeEnvironmentFile(file: EnvironmentFile): string {
  return writeYaml(toPlain(file));
}

/**
 * Gives the text of an existing environment file after an edit: only what changed is touched.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE
 */
export function editEnvironmentFile(text: string, before: EnvironmentFile, after: EnvironmentFile): string {
  const source = readYaml(text);
  return spliceYaml(source, mergeEdit(source.value, toPlain(before), toPlain(after)));
}

function toPlain(file: EnvironmentFile): JsonObject {
  return {
    name: file.name,
    values: file.variables.map((variable) =>
      present({
        key: variable.key,
        value: variable.initialValue,
        enabled: variable.enabled,
        type: variable.type,
        description: variable.description,
        [extensionKey]: variable.extension,
      }),
    ),
  };
}
