/** The sandbox org: a pretend Okta org on 127.0.0.1, its state in memory. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { appRoutes } from './apps.ts';
import { groupMemberRoutes } from './group-members.ts';
import { groupRoutes } from './groups.ts';
import { randomText } from './ids.ts';
import { logRoutes } from './log.ts';
import { logoRoutes } from './logos.ts';
import { fillMaterial, type SandboxMaterial } from './material.ts';
import { orgInfoRoutes } from './org-info.ts';
import type { Org } from './org.ts';
import { pageRoutes } from './pages.ts';
import { type RateLimitFamily, RateLimiter } from './rate-limit.ts';
import type { Route } from './router.ts';
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
  /** Told of defects of the sandbox itself; by default they go to stderr. */
  readonly reportDefect?: (errorId: string, defect: unknown) => void;
}

/** A running org. */
export interface SandboxOrg {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Goes into `Authorization: SSWS <token>`; another one at each start. */
  readonly apiToken: string;
  readonly people: readonly { readonly name: string; readonly login: string }[];
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
  const server = createOrgServer({
    org,
    routes,
    rateLimiter,
    reportDefect: options.reportDefect ?? reportToStderr,
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  address.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: org.url,
    apiToken,
    people: [...org.state.users.values()].map((user) => ({
      name: displayNameOf(user),
      login: loginOf(user),
    })),
    material: fillMaterial(org.url, apiToken),
    reset: () => {
      org.state = seedOrg(now());
      rateLimiter.clear();
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function reportToStderr(errorId: string, defect: unknown): void {
  const text = defect instanceof Error ? (defect.stack ?? defect.message) : String(defect);
  process.stderr.write(`Sandbox org: ${errorId} ${text}\n`);
}
