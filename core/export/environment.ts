import type { JsonObject } from '../json-value.ts';
import { postmanExtension } from '../postman/residue.ts';
import { writeVariable } from '../postman/variable.ts';
import type { Variable } from '../variables/variable.ts';
import type { PostmanExport } from './postman-v2.ts';

/** What an export takes of an environment, or of the globals. */
export interface EnvironmentToExport {
  name: string;
  variables: Variable[];
  extension?: JsonObject | undefined;
}

/**
 * Writes an environment, or the globals, as Postman's JSON. Only initial values go out, never current ones; the values
 * of secret variables are blanked unless they are asked for.
 */
export function exportEnvironment(
  environment: EnvironmentToExport,
  { scope, includeSecrets }: { scope: 'environment' | 'globals'; includeSecrets: boolean },
): PostmanExport {
  const blanked: string[] = [];
  const values = environment.variables.map((variable) => {
    if (variable.type !== 'secret' || includeSecrets || variable.initialValue === '') {
      return writeVariable(variable, 'environment');
    }
    blanked.push(`${environment.name} › ${variable.key}`);
    return writeVariable({ ...variable, initialValue: '' }, 'environment');
  });
  const document: JsonObject = {
    ...postmanExtension(environment.extension),
    name: environment.name,
    values,
    _postman_variable_scope: scope,
  };
  return { document, blanked };
}
