import type { JsonObject } from '../../json-value.ts';
import type { Definition } from '../definition.ts';
import { credentialTypes, readAuth, writeAuth } from './auth-format.ts';
import { mergeEdit } from './merge-edit.ts';
import { extensionKey, present, readMap, readNumber, readOptionalText, unlessEmpty } from './plain-fields.ts';
import { readYaml } from './read-yaml.ts';
import { readExtension, writeExtension, writeOwnFields } from './request-format.ts';
import { readScripts, writeScripts } from './script-format.ts';
import { spliceYaml } from './splice-yaml.ts';
import { readVariables } from './variable-format.ts';
import { writeYaml } from './write-yaml.ts';

/** What one `.resources/definition.yaml` says. */
export interface DefinitionFile {
  /** `name` is the directory's where the file gives none. Variables without current values and secrets. */
  definition: Definition;
  order?: number | undefined;
}

/**
 * Reads the definition of a collection or folder. `directoryName` is its name where the file gives none.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE
 */
export function readDefinitionFile(text: string, directoryName: string): DefinitionFile {
  const { value } = readYaml(text);
  const own = readMap(value[extensionKey]);
  const { auth, otherAuths } = readAuth(value['auth'], own['credentialTypes']);
  const definition: Definition = {
    name: readOptionalText(value['name']) ?? directoryName,
    variables: readVariables(value['variables']),
    scripts: readScripts(value['scripts']),
  };
  const description = readOptionalText(value['description']);
  if (description !== undefined) definition.description = description;
  if (auth !== undefined) definition.auth = auth;
  const extension = readExtension(own['extension'], otherAuths);
  if (extension !== undefined) definition.extension = extension;
  return { definition, order: readNumber(value['order']) };
}

/** Writes a new definition file. */
export function writeDefinitionFile(file: DefinitionFile): string {
  return writeYaml(toPlain(file));
}

/**
 * Gives the text of an existing definition file after an edit: only what changed is touched.
 *
 * @throws AppError ERR_WORKSPACE_UNREADABLE
 */
export function editDefinitionFile(text: string, before: DefinitionFile, after: DefinitionFile): string {
  const source = readYaml(text);
  return spliceYaml(source, mergeEdit(source.value, toPlain(before), toPlain(after)));
}

function toPlain({ definition, order }: DefinitionFile): JsonObject {
  const { otherAuths, ...extension } = definition.extension ?? {};
  return present({
    $kind: 'collection',
    name: definition.name,
    description: definition.description,
    variables: unlessEmpty(
      definition.variables.map((variable) =>
        present({
          key: variable.key,
          value: variable.initialValue,
          type: variable.type === 'default' ? undefined : variable.type,
          description: variable.description,
          disabled: variable.enabled ? undefined : true,
          [extensionKey]: variable.extension,
        }),
      ),
    ),
    auth: writeAuth(definition.auth, Array.isArray(otherAuths) ? otherAuths : undefined),
    scripts: unlessEmpty(writeScripts(definition.scripts, 'definition')),
    order,
    [extensionKey]: writeOwnFields({
      credentialTypes: credentialTypes(definition.auth),
      extension: writeExtension(definition.extension, extension),
    }),
  });
}
