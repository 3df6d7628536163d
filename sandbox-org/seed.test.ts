import { describe, expect, it } from 'vitest';
import { seedOrg } from './seed.ts';
import { loginOf } from './user-view.ts';

describe('seedOrg', () => {
  const state = seedOrg(0);
  const users = [...state.users.values()];

  it('is the same each time, down to the ids', () => {
    expect(seedOrg(0)).toEqual(state);
  });

  it('shares nothing with another seed', () => {
    const changed = seedOrg(0);
    for (const user of changed.users.values()) user.profile['title'] = 'changed';
    for (const group of changed.groups.values()) {
      group.memberIds.clear();
      group.profile.name = 'changed';
    }
    for (const app of changed.apps.values()) {
      app.status = 'INACTIVE';
      app.groupIds.clear();
    }
    changed.log.length = 0;
    expect(seedOrg(0)).toEqual(state);
  });

  it('has people of every status, Tony Stark first, each with a login of plain letters', () => {
    expect(users).toHaveLength(35);
    expect(new Set(users.map(({ status }) => status)).size).toBe(8);
    expect(loginOf(users[0]!)).toBe('tony.stark@sandbox.example');
    for (const user of users) expect(loginOf(user)).toMatch(/^[a-z]+\.[a-z]+@sandbox\.example$/);
    expect(new Set(users.map(loginOf)).size).toBe(35);
  });

  it('has ids of the right form, each one once', () => {
    const ids = [state.users, state.groups, state.apps].flatMap((map) => [...map.keys()]);
    expect(ids).toHaveLength(35 + 6 + 7);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(00u|00g|0oa)[0-9A-Za-z]{17}$/);
  });

  it('has an active administrator, members in every group, and everybody in Everyone', () => {
    expect(state.users.get(state.administratorId)?.status).toBe('ACTIVE');
    const groups = [...state.groups.values()];
    expect(groups.map(({ memberIds }) => memberIds.size)).toEqual([35, 12, 6, 6, 5, 2]);
    expect(groups.filter(({ type }) => type === 'BUILT_IN')).toHaveLength(1);
  });
});
