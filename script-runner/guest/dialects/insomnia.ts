import type { createPm } from '../pm.ts';

/** `insomnia` of Insomnia's scripts: Postman's names, with Insomnia's own for the variables around an environment. */
export function insomniaGlobals(pm: ReturnType<typeof createPm>): Record<string, unknown> {
  const { collectionVariables, globals } = pm;
  // Not a copy of values: what pm reads late, such as the answer's assertions, is read late here too.
  return {
    insomnia: Object.assign(Object.create(pm) as typeof pm, {
      baseEnvironment: collectionVariables,
      baseGlobals: globals,
    }),
  };
}
