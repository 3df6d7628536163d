import type { ValueSource } from '../../core/variables/value-source.ts';
import type { VariableScopeRef } from '../../core/variables/variable.ts';
import type { AppContext } from '../app-context.ts';

/** The variables of a scope in force whose values come from elsewhere, as they are stored. @throws AppError ERR_VARIABLE_SCOPE_NOT_FOUND */
export async function listSourced(
  app: AppContext,
  scope: VariableScopeRef,
): Promise<ReadonlyMap<string, ValueSource>> {
  const variables = await app.workspace.readVariables(scope);
  // Of rows with one name the last counts.
  const inForce = new Map(variables.map(({ key, sourced }) => [key, sourced?.source]));
  return new Map([...inForce].flatMap(([key, source]) => (source === undefined ? [] : [[key, source]])));
}
