import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GitStatus } from '../../../core/contract/git.ts';
import { AppError } from '../../../core/errors.ts';
import type { GitChange } from '../../../core/git/git-change.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';
import { chosenChanges, messageOf } from './commit-actions.ts';

const change = (name: string, state: GitChange['state'] = 'changed'): GitChange => ({
  path: `postman/${name}`,
  state,
  item: { kind: 'request', name, id: name },
});

let store: FreshStore;
let status: GitStatus;
let isAllowed: boolean;

beforeEach(async () => {
  vi.resetModules();
  isAllowed = true;
  status = {
    commit: 'a'.repeat(40),
    remotes: [],
    changes: [change('one'), change('two'), change('both', 'conflicted')],
    isCut: false,
  };
  store = await freshStore({
    'git.readRepository': () => ({
      repository: { path: '/r', head: { kind: 'branch', name: 'main' }, isAllowed },
    }),
    'git.allow': () => {
      isAllowed = true;
      return {};
    },
    'git.readStatus': () => status,
    'git.readChange': () => ({ after: { text: 'x' } }),
    'git.commit': () => ({ kind: 'committed', commit: 'abcdef1234' }),
  });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  replaceDoor(undefined);
});

const git = () => store.state().git;
/** Waits for work; the time that passes until it may look again passes at once. */
async function end(work: Promise<unknown>): Promise<void> {
  await vi.advanceTimersByTimeAsync(2_000);
  await work;
}
const settle = () => vi.advanceTimersByTimeAsync(0);
const called = (name: string) => store.door.calls.filter(({ operation }) => operation === name);

describe('looking', () => {
  it('asks for no changes before Git is allowed', async () => {
    isAllowed = false;
    await end(git().refresh());
    expect(git().repository?.isAllowed).toBe(false);
    expect(called('git.readStatus')).toEqual([]);
  });

  it('reads changes at most once a second, and only while somebody looks', async () => {
    await end(git().lookAtRepository());
    git().hear();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(called('git.readStatus')).toHaveLength(0);
    const stop = git().watch();
    await vi.advanceTimersByTimeAsync(0);
    for (let at = 0; at < 20; at += 1) git().hear();
    await vi.advanceTimersByTimeAsync(900);
    expect(called('git.readStatus')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(called('git.readStatus')).toHaveLength(2);
    stop();
    git().hear();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(called('git.readStatus')).toHaveLength(2);
  });

  it('does nothing on an event before anybody looked for a repository', () => {
    git().hear();
    expect(store.door.calls).toEqual([]);
  });

  it('keeps what was shown where reading fails, and says so', async () => {
    await end(git().refresh());
    store.door.answers['git.readStatus'] = () => {
      throw new AppError('ERR_GIT_TIMEOUT', 'slow');
    };
    await end(git().refresh());
    expect(git().statusError?.code).toBe('ERR_GIT_TIMEOUT');
    expect(git().status?.changes).toHaveLength(3);
  });
});

describe('committing', () => {
  beforeEach(() => end(git().refresh()));

  it('takes everything but what is in conflict or left out', async () => {
    git().setIncluded(['postman/two'], false);
    expect(chosenChanges(git()).map(({ path }) => path)).toEqual(['postman/one']);
    git().setMessage('Why');
    await end(git().commit());
    expect(called('git.commit')[0]?.input).toEqual({
      paths: ['postman/one'],
      message: 'Why',
      allowSecrets: false,
    });
    expect(messageOf(store.state())).toBe('');
  });

  it('does nothing without a message', async () => {
    git().setMessage('  ');
    await end(git().commit());
    expect(called('git.commit')).toEqual([]);
  });

  it('stops at secrets, keeps the message, and goes on when asked to', async () => {
    const secrets = {
      found: [{ path: 'postman/one', names: ['apikey (Org)'] }],
      uncheckedPaths: [],
      uncheckedSecrets: 0,
    };
    store.door.answers['git.commit'] = ({ allowSecrets }) =>
      allowSecrets === true ? { kind: 'committed', commit: 'abcdef1' } : { kind: 'secrets', ...secrets };
    git().setMessage('Why');
    await end(git().commit());
    expect(git().secrets).toEqual(secrets);
    expect(messageOf(store.state())).toBe('Why');
    await end(git().commit({ allowSecrets: true }));
    expect(git().secrets).toBeUndefined();
    expect(messageOf(store.state())).toBe('');
  });

  it('keeps the message and shows the refusal where the commit fails', async () => {
    store.door.answers['git.commit'] = () => {
      throw new AppError('ERR_GIT_IDENTITY', 'who?');
    };
    git().setMessage('Why');
    await end(git().commit());
    expect(git().problem?.code).toBe('ERR_GIT_IDENTITY');
    expect(messageOf(store.state())).toBe('Why');
    expect(git().work).toBeUndefined();
  });

  it('forgets that a file was left out when it is no change any more', async () => {
    git().setIncluded(['postman/two'], false);
    status = { ...status, changes: [change('one')] };
    await end(git().refresh());
    status = { ...status, changes: [change('one'), change('two')] };
    await end(git().refresh());
    expect(chosenChanges(git())).toHaveLength(2);
  });
});

it('opens a change in a preview tab that is read again with the list', async () => {
  await end(git().refresh());
  git().show(change('one'));
  expect(store.state().tabs.tabs).toMatchObject([{ kind: 'change', itemId: 'postman/one', preview: true }]);
  await settle();
  expect(git().open['postman/one']).toMatchObject({ status: 'ready', sides: { after: { text: 'x' } } });
  await end(git().refresh());
  expect(called('git.readChange')).toHaveLength(2);
});

it('discards with a way back', async () => {
  await end(git().refresh());
  store.door.answers['git.discard'] = () => ({ undoId: 'u1' });
  store.door.answers['workspace.undo'] = () => ({});
  await end(git().discard([change('one')]));
  store.state().notices.items.at(-1)?.action?.run();
  await settle();
  expect(called('workspace.undo')[0]?.input).toEqual({ undoId: 'u1' });
});

it('runs one thing at a time and hears of its progress only', async () => {
  await end(git().refresh());
  let finish = () => undefined as void;
  store.door.answers['git.push'] = () =>
    new Promise((resolve) => {
      finish = () => resolve({});
    });
  const pushing = git().push();
  await settle();
  const { callId = '' } = git().work ?? {};
  git().hearProgress({ callId, label: 'Writing objects', fraction: 0.5 });
  git().hearProgress({ callId: 'another', label: 'Other', fraction: 1 });
  expect(git().work).toMatchObject({ label: 'Pushing', detail: 'Writing objects', fraction: 0.5 });
  await end(git().fetch());
  expect(called('git.fetch')).toEqual([]);
  finish();
  await end(pushing);
  expect(git().work).toBeUndefined();
});
