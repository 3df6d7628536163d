/** What Postern offers with one click for the sandbox org: an environment and four collections. */
import appsAndLog from './material/apps-and-log.postman_collection.json' with { type: 'json' };
import groups from './material/groups.postman_collection.json' with { type: 'json' };
import environment from './material/sandbox-org.postman_environment.json' with { type: 'json' };
import oauth from './material/oauth.postman_collection.json' with { type: 'json' };
import users from './material/users.postman_collection.json' with { type: 'json' };
import type { SignIn } from './sandbox-org.ts';

/** A Postman environment and Postman v2.1 collections, as parsed JSON. */
export interface SandboxMaterial {
  readonly environment: typeof environment;
  readonly collections: readonly unknown[];
}

/** The material as it stands in its files, without an address and a token. */
export const sandboxMaterial: SandboxMaterial = {
  environment,
  collections: [users, groups, appsAndLog, oauth],
};

/** The material for a running org: its address, its token and its clients are filled in. */
export function fillMaterial(url: string, apiToken: string, signIn: SignIn): SandboxMaterial {
  const filled: Readonly<Record<string, string>> = {
    url,
    apikey: apiToken,
    clientId: signIn.webClientId,
    clientSecret: signIn.webClientSecret,
    nativeClientId: signIn.nativeClientId,
    serviceClientId: signIn.serviceClientId,
    dpopServiceClientId: signIn.dpopServiceClientId,
  };
  const values = environment.values.map((row) => ({ ...row, value: filled[row.key] ?? row.value }));
  return { ...sandboxMaterial, environment: { ...environment, values } };
}
