import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { at, listOf, send, textAt, type WireAnswer } from './test-client.ts';

const START = '2030-01-01T12:00:00.000Z';
let now = Date.parse(START);
let org: SandboxOrg;
beforeEach(async () => {
  now = Date.parse(START);
  org = await createSandboxOrg({ now: () => now });
});
afterEach(() => org.close());

const operate = (login: string, operation: string, query = ''): Promise<WireAnswer> =>
  send(org, 'POST', `/api/v1/users/${login}/lifecycle/${operation}${query}`);
const statusOf = async (login: string): Promise<string> =>
  textAt((await send(org, 'GET', `/api/v1/users/${login}`)).json, 'status');

/** One person of the seed for each status. */
const people = {
  STAGED: 'jovan.petkov',
  PROVISIONED: 'moana.tairua',
  ACTIVE: 'tony.stark',
  RECOVERY: 'tove.lindgaard',
  PASSWORD_EXPIRED: 'odile.charpentier',
  LOCKED_OUT: 'hiroto.kanzaki',
  SUSPENDED: 'farida.belkacem',
  DEPROVISIONED: 'eirik.haugstad',
} as const;
type Status = keyof typeof people;

/** Where each operation leads from each status; a code stands for a refusal. */
const table: Record<string, Record<Status, string>> = {
  activate: {
    STAGED: 'PROVISIONED',
    PROVISIONED: '403 E0000038',
    ACTIVE: '403 E0000016',
    RECOVERY: '403 E0000038',
    PASSWORD_EXPIRED: '403 E0000038',
    LOCKED_OUT: '403 E0000038',
    SUSPENDED: '403 E0000038',
    DEPROVISIONED: 'PROVISIONED',
  },
  reactivate: {
    STAGED: '403 E0000038',
    PROVISIONED: 'PROVISIONED',
    ACTIVE: '403 E0000038',
    RECOVERY: 'PROVISIONED',
    PASSWORD_EXPIRED: '403 E0000038',
    LOCKED_OUT: '403 E0000038',
    SUSPENDED: '403 E0000038',
    DEPROVISIONED: '403 E0000038',
  },
  deactivate: {
    STAGED: 'DEPROVISIONED',
    PROVISIONED: 'DEPROVISIONED',
    ACTIVE: 'DEPROVISIONED',
    RECOVERY: 'DEPROVISIONED',
    PASSWORD_EXPIRED: 'DEPROVISIONED',
    LOCKED_OUT: 'DEPROVISIONED',
    SUSPENDED: 'DEPROVISIONED',
    DEPROVISIONED: '403 E0000038',
  },
  suspend: {
    STAGED: '400 E0000001',
    PROVISIONED: '400 E0000001',
    ACTIVE: 'SUSPENDED',
    RECOVERY: '400 E0000001',
    PASSWORD_EXPIRED: '400 E0000001',
    LOCKED_OUT: '400 E0000001',
    SUSPENDED: '400 E0000001',
    DEPROVISIONED: '400 E0000001',
  },
  unsuspend: {
    STAGED: '400 E0000001',
    PROVISIONED: '400 E0000001',
    ACTIVE: '400 E0000001',
    RECOVERY: '400 E0000001',
    PASSWORD_EXPIRED: '400 E0000001',
    LOCKED_OUT: '400 E0000001',
    SUSPENDED: 'ACTIVE',
    DEPROVISIONED: '400 E0000001',
  },
  unlock: {
    STAGED: '403 E0000032',
    PROVISIONED: '403 E0000032',
    ACTIVE: '403 E0000032',
    RECOVERY: '403 E0000032',
    PASSWORD_EXPIRED: '403 E0000032',
    LOCKED_OUT: 'ACTIVE',
    SUSPENDED: '403 E0000032',
    DEPROVISIONED: '403 E0000032',
  },
  reset_password: {
    STAGED: '403 E0000017',
    PROVISIONED: 'RECOVERY',
    ACTIVE: 'RECOVERY',
    RECOVERY: 'RECOVERY',
    PASSWORD_EXPIRED: 'RECOVERY',
    LOCKED_OUT: 'RECOVERY',
    SUSPENDED: '403 E0000017',
    DEPROVISIONED: '403 E0000017',
  },
  expire_password: {
    STAGED: '403 E0000038',
    PROVISIONED: '403 E0000038',
    ACTIVE: 'PASSWORD_EXPIRED',
    RECOVERY: 'PASSWORD_EXPIRED',
    PASSWORD_EXPIRED: 'PASSWORD_EXPIRED',
    LOCKED_OUT: 'PASSWORD_EXPIRED',
    SUSPENDED: '403 E0000038',
    DEPROVISIONED: '403 E0000038',
  },
};

describe.each(Object.keys(table))('%s', (operation) => {
  it('leads from each status where it should, or is refused and changes nothing', async () => {
    const outcome: Partial<Record<Status, string>> = {};
    for (const [status, login] of Object.entries(people) as [Status, string][]) {
      expect(await statusOf(login)).toBe(status);
      const answer = await operate(login, operation);
      const after = await statusOf(login);
      if (answer.status !== 200) expect(after).toBe(status);
      outcome[status] =
        answer.status === 200 ? after : `${answer.status} ${textAt(answer.json, 'errorCode')}`;
    }
    expect(outcome).toEqual(table[operation]);
  });
});

describe('lifecycle operations', () => {
  it('are offered by the links exactly where they work', async () => {
    const names: Record<string, string> = {
      activate: 'activate',
      reactivate: 'reactivate',
      deactivate: 'deactivate',
      suspend: 'suspend',
      unsuspend: 'unsuspend',
      unlock: 'unlock',
      resetPassword: 'reset_password',
    };
    for (const [status, login] of Object.entries(people) as [Status, string][]) {
      const { json } = await send(org, 'GET', `/api/v1/users/${login}`);
      for (const [name, operation] of Object.entries(names)) {
        const offered = at(json, '_links', name) !== null;
        const works = !/^\d/.test(table[operation]![status]);
        expect([status, name, offered]).toEqual([status, name, works]);
      }
    }
  });

  it('give a link instead of a mail on request', async () => {
    const activated = await operate('jovan.petkov', 'activate', '?sendEmail=false');
    const token = textAt(activated.json, 'activationToken');
    expect(token).toMatch(/^[\w-]{20}$/);
    expect(activated.json).toEqual({ activationToken: token, activationUrl: `${org.url}/welcome/${token}` });
    const again = await operate('jovan.petkov', 'reactivate');
    expect(textAt(again.json, 'activationToken')).not.toBe(token);
    expect((await operate('jovan.petkov', 'reactivate', '?sendEmail=true')).json).toEqual({});

    const reset = await operate('tony.stark', 'reset_password', '?sendEmail=false');
    const url = textAt(reset.json, 'resetPasswordUrl');
    expect(url).toMatch(new RegExp(`^${org.url}/reset_password/[\\w-]{20}$`));
    expect((await send(org, 'GET', url, { authorized: false })).status).toBe(200);
    expect((await operate('tony.stark', 'reset_password')).json).toEqual({});
  });

  it('activate somebody with a password without a link', async () => {
    const profile = { firstName: 'R', lastName: 'E', email: 'r@x.example', login: 'r@x.example' };
    const credentials = { password: { value: 'Correct1Horse' } };
    await send(org, 'POST', '/api/v1/users?activate=false', { body: { profile, credentials } });
    expect((await operate('r@x.example', 'activate', '?sendEmail=false')).json).toEqual({});
    expect(await statusOf('r@x.example')).toBe('ACTIVE');
  });

  it('change nothing when a parameter is no boolean', async () => {
    const answer = await operate('jovan.petkov', 'activate', '?sendEmail=perhaps');
    expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([400, 'E0000037']);
    expect(await statusOf('jovan.petkov')).toBe('STAGED');
  });

  it('date the change', async () => {
    now += 90_000;
    await operate('tony.stark', 'suspend');
    expect((await send(org, 'GET', '/api/v1/users/tony.stark')).json).toMatchObject({
      statusChanged: '2030-01-01T12:01:30.000Z',
      lastUpdated: '2030-01-01T12:01:30.000Z',
    });
  });

  it('hand out a temporary password, or the user', async () => {
    const temporary = await operate('tony.stark', 'expire_password', '?tempPassword=true');
    expect(textAt(temporary.json, 'tempPassword').length).toBeGreaterThanOrEqual(12);
    const user = await operate('tony.stark', 'expire_password');
    expect(user.json).toMatchObject({ status: 'PASSWORD_EXPIRED', profile: { firstName: 'Tony' } });
  });

  it('take a deactivated user out of the apps, and forget the password', async () => {
    const before = listOf(await send(org, 'GET', '/api/v1/users/tony.stark/appLinks'));
    expect(before.map(({ label }) => label)).toContain('Ledger');
    await operate('tony.stark', 'deactivate');
    expect(listOf(await send(org, 'GET', '/api/v1/users/tony.stark/appLinks'))).toEqual([]);
    await operate('tony.stark', 'activate');
    const { json } = await send(org, 'GET', '/api/v1/users/tony.stark');
    expect([at(json, 'status'), at(json, 'credentials', 'password')]).toEqual(['PROVISIONED', null]);
    const after = listOf(await send(org, 'GET', '/api/v1/users/tony.stark/appLinks'));
    expect(after.map(({ label }) => label)).not.toContain('Ledger');
  });

  it('spare the person the token belongs to', async () => {
    for (const operation of ['suspend', 'deactivate']) {
      const answer = await operate('me', operation);
      expect([answer.status, textAt(answer.json, 'errorCode')]).toEqual([403, 'E0000006']);
    }
    expect(await statusOf('me')).toBe('ACTIVE');
  });

  it('answer 404 for nobody, and for an operation that does not exist', async () => {
    const nobody = await operate('nobody', 'suspend');
    expect([nobody.status, textAt(nobody.json, 'errorCode')]).toEqual([404, 'E0000007']);
    const unknown = await operate('tony.stark', 'promote');
    expect([unknown.status, textAt(unknown.json, 'errorCode')]).toEqual([404, 'E0000008']);
    const wrongMethod = await send(org, 'GET', '/api/v1/users/tony.stark/lifecycle/suspend');
    expect([wrongMethod.status, textAt(wrongMethod.json, 'errorCode')]).toEqual([405, 'E0000022']);
  });

  it('reset factors and clear sessions', async () => {
    expect((await operate('tony.stark', 'reset_factors')).json).toEqual({});
    expect((await operate('jovan.petkov', 'reset_factors')).status).toBe(403);
    expect((await send(org, 'DELETE', '/api/v1/users/tony.stark/sessions')).status).toBe(204);
  });
});
