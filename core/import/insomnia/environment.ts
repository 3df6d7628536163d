import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, isObject } from '../../postman/residue.ts';
import type { Variable } from '../../variables/variable.ts';
import type { InsomniaTemplates } from './template.ts';

/** Deeper than any environment people write. */
const maxLevels = 20;
/** Where Insomnia keeps secrets, encrypted under a key of its own. */
const vaultKey = '__insomnia_vault';

/**
 * Makes variables of the JSON of an Insomnia environment. Objects become names with dots, as templates write them;
 * lists and the rest become text. `isPrivate` makes them secrets, which stay on this machine.
 */
export function insomniaVariables(
  data: JsonValue | undefined,
  isPrivate: boolean,
  templates: InsomniaTemplates,
  where: string[],
): Variable[] {
  const variables: Variable[] = [];
  if (isObject(data)) collect(data, '', 0);
  return variables;

  function collect(object: JsonObject, prefix: string, level: number): void {
    for (const [key, value] of Object.entries(object)) {
      const name = prefix + key;
      const isVault = prefix === `${vaultKey}.`;
      if (isObject(value) && Object.keys(value).length > 0 && level < maxLevels) {
        collect(value, `${name}.`, level + 1);
      } else if (isVault)
        variables.push({ key: `vault.${key}`, initialValue: '', enabled: true, type: 'secret' });
      else {
        const text = asText(value);
        const type = isPrivate ? 'secret' : 'default';
        variables.push(
          templates.asked(name, text, isPrivate, where) ?? {
            key: name,
            initialValue: templates.text(text, where),
            enabled: true,
            type,
          },
        );
      }
    }
  }
}
