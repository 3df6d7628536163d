/** The sandbox org: a pretend Okta org on 127.0.0.1, its state in memory. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { adminRoleRoutes, roleLabel } from './admin-roles.ts';
import { appGrantRoutes } from './app-grants.ts';
import { appWriteRoutes } from './app-write.ts';
import { appRoutes } from './apps.ts';
import { groupMemberRoutes } from './group-members.ts';
import { groupRoutes } from './groups.ts';
import { randomText } from './ids.ts';
import { logRoutes } from './log.ts';
import { logoRoutes } from './logos.ts';
import { fillMaterial, type SandboxMaterial } from './material.ts';
import { type AuthorizationServer, createAuthorizationServer } from './oauth/authorization-server.ts';
import { clientKeyRoutes } from './oauth/client-keys.ts';
import { readablePassword } from './oauth/password.ts';
import { orgInfoRoutes } from './org-info.ts';
import type { Org } from './org.ts';
import { pageRoutes } from './pages.ts';
import { type RateLimitFamily, RateLimiter } from './rate-limit.ts';
import type { Route } from './router.ts';
import { clientLabels } from './seed-apps.ts';
import { seedOrg } from './seed.ts';
import { createOrgServer } from './server.ts';
import { displayNameOf, loginOf } from './user-view.ts';
import { userLifecycleRoutes } from './user-lifecycle.ts';
import { userWriteRoutes } from './user-write.ts';
import { userRoutes } from './users.ts';

const routes: readonly Route[] = [
  ...pageRoutes,
  ...logoRoutes,
  ...orgInfoRoutes,
  ...userRoutes,
  ...userWriteRoutes,
  ...userLifecycleRoutes,
  ...groupRoutes,
  ...groupMemberRoutes,
  ...appRoutes,
  ...appWriteRoutes,
  ...clientKeyRoutes,
  ...adminRoleRoutes,
  ...appGrantRoutes,
  ...logRoutes,
];

/** How to run an org; everything has a default. */
export interface SandboxOrgOptions {
  /** 0, the default, lets the system choose a free port. */
  readonly port?: number;
  /** The clock, in milliseconds since the epoch. */
  readonly now?: () => number;
  readonly random?: (sizeBytes: number) => Uint8Array;
  /** Requests a minute for the families whose limit is to differ from Okta's. */
  readonly rateLimits?: Partial<Record<RateLimitFamily, number>>;
  /** How long access tokens live, in seconds; 3600 by default, as at Okta. */
  readonly tokenLifetimeSec?: number;
  /** Told of defects of the sandbox itself; by default they go to stderr. */
  readonly reportDefect?: (errorId: string, defect: unknown) => void;
}

/** What signing in takes; the password and the secret are others at each start. */
export interface SignIn {
  /** Everybody's. */
  readonly password: string;
  readonly webClientId: string;
  readonly webClientSecret: string;
  readonly nativeClientId: string;
  readonly serviceClientId: string;
  readonly dpopServiceClientId: string;
}

/** A running org. */
export interface SandboxOrg {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Goes into `Authorization: SSWS <token>`; another one at each start. */
  readonly apiToken: string;
  /** `role`: the administrator role, for those who have one. */
  readonly people: readonly { readonly name: string; readonly login: string; readonly role?: string }[];
  readonly signIn: SignIn;
  /** The environment and the collections for this org, with its address and token filled in. */
  readonly material: SandboxMaterial;
  /** Puts everything back as it was seeded and empties the rate limit windows; the token stays. */
  reset(): void;
  /** Stops listening and drops the connections that are left. */
  close(): Promise<void>;
}

/** Starts an org on 127.0.0.1; rejects with Node's own error when the port cannot be had. */
export async function createSandboxOrg(options: SandboxOrgOptions = {}): Promise<SandboxOrg> {
  const now = options.now ?? Date.now;
  const random = options.random ?? randomBytes;
  const rateLimiter = new RateLimiter(now, options.rateLimits);
  const apiToken = `00${randomText(40, random)}`;
  const address = { url: '' };
  const org: Org = {
    get url() {
      return address.url;
    },
    apiToken,
    state: seedOrg(now()),
    now,
    random,
  };
  const signIn = signInOf(org);
  const reportDefect = options.reportDefect ?? reportToStderr;
  // Made on first use: most callers come with the API token, and the provider takes a while to load.
  let authorizationServer: Promise<AuthorizationServer> | undefined;
  const server = createOrgServer({
    org,
    routes,
    rateLimiter,
    authorizationServer: () =>
      (authorizationServer ??= createAuthorizationServer({
        org,
        clientSecret: signIn.webClientSecret,
        password: signIn.password,
        tokenLifetimeSec: options.tokenLifetimeSec ?? 3600,
        reportDefect,
      })),
    reportDefect,
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  address.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: org.url,
    apiToken,
    people: [...org.state.users.values()].map((user) => {
      const [role] = org.state.roles.get(user.id) ?? [];
      return {
        name: displayNameOf(user),
        login: loginOf(user),
        ...(role !== undefined && { role: roleLabel(role.type) }),
      };
    }),
    signIn,
    material: fillMaterial(org.url, apiToken, signIn),
    reset: () => {
      org.state = seedOrg(now());
      rateLimiter.clear();
      void authorizationServer?.then((made) => made.clear());
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function signInOf({ state, random }: Org): SignIn {
  const idOf = (wanted: string): string =>
    [...state.apps.values()].find(({ label }) => label === wanted)?.id ?? '';
  return {
    password: readablePassword(random),
    webClientId: idOf(clientLabels.web),
    webClientSecret: randomText(64, random),
    nativeClientId: idOf(clientLabels.native),
    serviceClientId: idOf(clientLabels.service),
    dpopServiceClientId: idOf(clientLabels.dpopService),
  };
}

function reportToStderr(errorId: string, defect: unknown): void {
  const text = defect instanceof Error ? (defect.stack ?? defect.message) : String(defect);
  process.stderr.write(`Sandbox org: ${errorId} ${text}\n`);
}
