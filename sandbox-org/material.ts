/** What Postern offers with one click for the sandbox org: an environment and three collections. */
import appsAndLog from './material/apps-and-log.postman_collection.json' with { type: 'json' };
import groups from './material/groups.postman_collection.json' with { type: 'json' };
import environment from './material/sandbox-org.postman_environment.json' with { type: 'json' };
import users from './material/users.postman_collection.json' with { type: 'json' };

/** A Postman environment and Postman v2.1 collections, as parsed JSON. */
export interface SandboxMaterial {
  readonly environment: typeof environment;
  readonly collections: readonly unknown[];
}

/** The material as it stands in its files, without an address and a token. */
export const sandboxMaterial: SandboxMaterial = { environment, collections: [users, groups, appsAndLog] };

/** The material for a running org: `url` and `apikey` of the environment are filled in. */
export function fillMaterial(url: string, apiToken: string): SandboxMaterial {
  const filled: Readonly<Record<string, string>> = { url, apikey: apiToken };
  const values = environment.values.map((row) => ({ ...row, value: filled[row.key] ?? row.value }));
  return { ...sandboxMaterial, environment: { ...environment, values } };
}
