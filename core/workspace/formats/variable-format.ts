import type { JsonValue } from '../../json-value.ts';
import type { Variable } from '../../variables/variable.ts';
import { extensionKey, isMap, readFlag, readList, readOptionalText, readText } from './plain-fields.ts';

/** Reads rows of variables, of an environment (`enabled`) or of a definition (`disabled`): their shared part. */
export function readVariables(value: JsonValue | undefined): Variable[] {
  return readList(value).flatMap((row) => {
    if (!isMap(row)) return [];
    const variable: Variable = {
      key: readText(row['key']),
      initialValue: readText(row['value']),
      enabled: readFlag(row['enabled']) !== false && readFlag(row['disabled']) !== true,
      type: readText(row['type']) || 'default',
    };
    const description = readOptionalText(row['description']);
    if (description !== undefined) variable.description = description;
    if (isMap(row[extensionKey])) variable.extension = row[extensionKey];
    return [variable];
  });
}
