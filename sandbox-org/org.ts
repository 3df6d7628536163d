/** The pretend org: its objects in memory, and what the routes need around them. */
import type { JsonObject } from './json-value.ts';

/** Where a person stands in Okta's lifecycle. */
export type UserStatus =
  | 'STAGED'
  | 'PROVISIONED'
  | 'ACTIVE'
  | 'RECOVERY'
  | 'PASSWORD_EXPIRED'
  | 'LOCKED_OUT'
  | 'SUSPENDED'
  | 'DEPROVISIONED';

/** A user's attributes; an absent one is not set. */
export type UserProfile = Record<string, string | null>;

/** A person of the org; dates are ISO-8601 in UTC. */
export interface User {
  readonly id: string;
  /** Place in the org's order of creation; pages and cursors go by it. */
  readonly ordinal: number;
  status: UserStatus;
  readonly created: string;
  activated: string | null;
  statusChanged: string | null;
  lastLogin: string | null;
  lastUpdated: string;
  passwordChanged: string | null;
  profile: UserProfile;
  /** Passwords themselves are checked and thrown away. */
  hasPassword: boolean;
  recoveryQuestion?: string;
}

/** A group and the ids of its members, in order of joining. */
export interface Group {
  readonly id: string;
  readonly ordinal: number;
  readonly type: 'BUILT_IN' | 'OKTA_GROUP';
  readonly created: string;
  lastUpdated: string;
  lastMembershipUpdated: string;
  profile: { name: string; description: string | null };
  readonly memberIds: Set<string>;
}

/** A public key with which an app proves who it is. */
export interface ClientKey {
  readonly id: string;
  readonly created: string;
  readonly jwk: JsonObject;
}

/** An app integration and who may use it: people by themselves, or through groups. */
export interface App {
  readonly id: string;
  readonly ordinal: number;
  /** Okta's key of the integration, e.g. `oidc_client`. */
  readonly name: string;
  readonly label: string;
  status: 'ACTIVE' | 'INACTIVE';
  readonly created: string;
  lastUpdated: string;
  readonly signOnMode: string;
  /** True for an app without a tile: nobody opens it from a dashboard. */
  readonly hidden: boolean;
  readonly credentials: JsonObject;
  readonly settings: JsonObject;
  readonly keys: ClientKey[];
  /** Of its own; the apps of the seed share one. */
  readonly secret?: string;
  readonly userIds: Set<string>;
  readonly groupIds: Set<string>;
}

/** An administrator role of a person or a service app. */
export interface AdminRole {
  readonly id: string;
  /** Okta's name of it, such as `READ_ONLY_ADMIN`. */
  readonly type: string;
  readonly created: string;
}

/** A scope of the API that an app was granted. */
export interface ScopeGrant {
  readonly id: string;
  readonly scopeId: string;
  readonly created: string;
}

/** One entry of the System Log, in Okta's JSON form, with its place in the order. */
export interface LogEntry {
  readonly ordinal: number;
  readonly publishedMs: number;
  readonly event: JsonObject;
}

/** Everything that a reset puts back. */
export interface OrgState {
  readonly id: string;
  readonly created: string;
  readonly users: Map<string, User>;
  readonly groups: Map<string, Group>;
  readonly apps: Map<string, App>;
  /** By the id of the person or app. */
  readonly roles: Map<string, readonly AdminRole[]>;
  /** By the id of the app. */
  readonly grants: Map<string, readonly ScopeGrant[]>;
  log: LogEntry[];
  /** The person the API token belongs to (`me`). */
  readonly administratorId: string;
  nextOrdinal: number;
}

/** The org as routes see it. */
export interface Org {
  /** `http://127.0.0.1:PORT`, without a trailing slash; every link starts with it. */
  readonly url: string;
  readonly apiToken: string;
  state: OrgState;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly random: (sizeBytes: number) => Uint8Array;
}

/** The present moment as Okta writes it. */
export const nowIso = (org: Org): string => new Date(org.now()).toISOString();

/** Takes the next place in the order of creation. */
export function takeOrdinal(state: OrgState): number {
  state.nextOrdinal += 1;
  return state.nextOrdinal;
}
