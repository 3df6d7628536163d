import { z } from 'zod';
import type { ImportReport } from '../../core/import/report.ts';
import type { JsonValue } from '../../core/json-value.ts';
import type { AppContext } from '../app-context.ts';

const environmentMaterial = z.object({
  name: z.string(),
  values: z.array(z.object({ key: z.string(), value: z.string() })),
});

/** Gives the environment that an earlier installation made the address and the token of this run; none is no fault. */
export async function refreshSandboxEnvironment(
  app: AppContext,
  material: JsonValue,
): Promise<ImportReport['environments']> {
  const { name, values } = environmentMaterial.parse(material);
  const installed = (await app.workspace.listEnvironments()).find((environment) => environment.name === name);
  if (installed === undefined) return [];
  const scope = { kind: 'environment', id: installed.id } as const;
  for (const { key, value } of values) {
    // Empty ones are filled by the user from answers; those stay.
    if (value !== '') await app.workspace.setVariable(scope, key, value);
  }
  return [{ id: installed.id, name, variables: values.length }];
}
