/** The org as it stands at the start and after each reset: always the same, down to the ids. */
import { oktaId } from './ids.ts';
import { isJsonObject, type JsonObject } from './json-value.ts';
import { appendEvent, asTarget } from './log.ts';
import { type App, type Group, type OrgState, takeOrdinal, type User } from './org.ts';
import { authMethodOf } from './oauth/clients.ts';
import { apiScopes } from './oauth/scopes.ts';
import { clientLabels, seedApps } from './seed-apps.ts';
import { EMAIL_DOMAIN, seedLogin, seedPeople, type SeedPerson } from './seed-people.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = DAY_MS / 24;
const FOUNDED_MS = Date.parse('2024-03-04T08:30:00.000Z');

const seedGroups: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'Everyone', description: 'All users in your organization' },
  { name: 'Engineering', description: 'Builds and runs what the others use' },
  { name: 'Research', description: 'Finds out whether it would work' },
  { name: 'Finance', description: 'Counts, pays and closes the books' },
  { name: 'Workshop', description: 'Has the keys to the workshop' },
  { name: 'Contractors', description: 'People from outside, for a while' },
];

/** A fresh org; `nowMs` dates the events of the log, which a client asks for by age. */
export function seedOrg(nowMs: number): OrgState {
  const state: OrgState = {
    id: oktaId('00o', 'sandbox'),
    created: isoDay(0),
    users: new Map(),
    groups: new Map(),
    apps: new Map(),
    roles: new Map(),
    grants: new Map(),
    log: [],
    administratorId: oktaId('00u', String(seedPeople.length)),
    nextOrdinal: 0,
  };
  for (const person of seedPeople) addUser(state, person);
  for (const group of seedGroups) addGroup(state, group);
  addApps(state);
  addRoles(state);
  addGrants(state);
  addEvents(state, nowMs);
  return state;
}

const isoDay = (day: number): string => new Date(FOUNDED_MS + day * DAY_MS).toISOString();

function addUser(state: OrgState, person: SeedPerson): void {
  const ordinal = takeOrdinal(state);
  const { firstName, lastName, title, department, city, countryCode, status } = person;
  const login = seedLogin(person);
  const hasPassword = !['STAGED', 'PROVISIONED', 'DEPROVISIONED'].includes(status);
  const user: User = {
    id: oktaId('00u', String(ordinal)),
    ordinal,
    status,
    created: isoDay(ordinal),
    activated: status === 'STAGED' ? null : isoDay(ordinal + 1),
    statusChanged: status === 'STAGED' ? null : isoDay(ordinal + 1),
    lastLogin: hasPassword ? isoDay(200 + ordinal) : null,
    lastUpdated: isoDay(100 + ordinal),
    passwordChanged: hasPassword ? isoDay(ordinal + 1) : null,
    profile: {
      firstName,
      lastName,
      mobilePhone: null,
      secondEmail: null,
      login,
      email: login,
      displayName: `${firstName} ${lastName}`,
      title,
      department,
      city,
      countryCode,
      organization: 'Sandbox Org',
      employeeNumber: String(1000 + ordinal),
    },
    hasPassword,
  };
  state.users.set(user.id, user);
}

function addGroup(state: OrgState, profile: { readonly name: string; readonly description: string }): void {
  const ordinal = takeOrdinal(state);
  const everyone = profile.name === 'Everyone';
  const members = [...state.users.values()].filter(
    (user) => everyone || user.profile['department'] === profile.name,
  );
  const group: Group = {
    id: oktaId('00g', String(ordinal)),
    ordinal,
    type: everyone ? 'BUILT_IN' : 'OKTA_GROUP',
    created: isoDay(0),
    lastUpdated: isoDay(0),
    lastMembershipUpdated: isoDay(40),
    profile: { ...profile },
    memberIds: new Set(members.map(({ id }) => id)),
  };
  state.groups.set(group.id, group);
}

function addApps(state: OrgState): void {
  for (const { groups, people, ...rest } of seedApps) {
    const ordinal = takeOrdinal(state);
    const id = oktaId('0oa', String(ordinal));
    const app: App = {
      ...rest,
      id,
      ordinal,
      created: isoDay(50),
      lastUpdated: isoDay(60),
      credentials: withClientId(rest.credentials, id),
      keys: [],
      userIds: idsWhere(state.users, ({ profile }) => people.includes(profile['firstName'] ?? '')),
      groupIds: idsWhere(state.groups, ({ profile }) => groups.includes(profile.name)),
    };
    state.apps.set(app.id, app);
  }
}

/** An OAuth client's id is the id of its app. */
function withClientId(credentials: JsonObject, id: string): JsonObject {
  const client = credentials['oauthClient'];
  return isJsonObject(client) ? { ...credentials, oauthClient: { client_id: id, ...client } } : credentials;
}

function idsWhere<T>(objects: ReadonlyMap<string, T>, test: (object: T) => boolean): Set<string> {
  return new Set([...objects].filter(([, object]) => test(object)).map(([id]) => id));
}

/** Who may administer the org, by first name of a person or label of an app; nobody else may. */
const seedRoles: Readonly<Record<string, string>> = {
  Mara: 'SUPER_ADMIN',
  Tony: 'SUPER_ADMIN',
  Wanjiru: 'USER_ADMIN',
  Umar: 'READ_ONLY_ADMIN',
  [clientLabels.service]: 'SUPER_ADMIN',
  [clientLabels.dpopService]: 'READ_ONLY_ADMIN',
};

function addRoles(state: OrgState): void {
  const holders: [id: string, name: string][] = [
    ...[...state.users.values()].map(({ id, profile }): [string, string] => [id, profile['firstName'] ?? '']),
    ...[...state.apps.values()].map(({ id, label }): [string, string] => [id, label]),
  ];
  for (const [holderId, name] of holders) {
    const type = seedRoles[name];
    if (type === undefined) continue;
    state.roles.set(holderId, [{ id: oktaId('ra1', holderId), type, created: isoDay(70) }]);
  }
}

/** Every app that is a client may ask for every scope, until somebody takes one away. */
function addGrants(state: OrgState): void {
  for (const app of state.apps.values()) {
    if (authMethodOf(app) === undefined) continue;
    const grants = apiScopes.map((scopeId) => ({
      id: oktaId('oag', `${app.id}/${scopeId}`),
      scopeId,
      created: isoDay(71),
    }));
    state.grants.set(app.id, grants);
  }
}

/** Ten sign-ins of the last ten hours, so that the log has something to show. */
function addEvents(state: OrgState, nowMs: number): void {
  const people = [...state.users.values()].filter(({ status }) => status === 'ACTIVE').slice(0, 10);
  for (const [index, user] of people.entries()) {
    appendEvent(state, nowMs - (people.length - index) * HOUR_MS, {
      eventType: 'user.session.start',
      displayMessage: 'User login to Okta',
      actor: asTarget(user),
      targets: [],
      requestId: `seed${index}`,
      requestUri: '/',
      userAgent: `Sandbox/1.0 (${EMAIL_DOMAIN})`,
    });
  }
}
