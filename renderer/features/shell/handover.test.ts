import { beforeEach, expect, it } from 'vitest';
import { emptyRequest } from '../../../core/http/request.ts';
import type { Session } from '../../../core/session.ts';
import { leaveHandover, mergeSessions, takeHandover } from './handover.ts';

const session: Session = {
  tabs: [{ key: 't', kind: 'settings', title: 'S' }],
  expanded: ['c'],
  layout: { a: 1 },
};

beforeEach(() => sessionStorage.clear());

it('is taken once', () => {
  leaveHandover(session);
  expect(takeHandover()).toEqual({ session, withheld: [] });
  expect(takeHandover()).toBeUndefined();
});

it('is not taken where it is damaged', () => {
  for (const text of ['{', '{"session":{"tabs":1},"withheld":[]}', '{"session":{"tabs":[]}}', 'null']) {
    sessionStorage.setItem('postern.handover', text);
    expect(takeHandover()).toBeUndefined();
  }
});

it('goes before what is on disk, and loses no draft of it', () => {
  const tab = (key: string, url?: string) => ({
    key,
    kind: 'request' as const,
    title: key,
    ...(url === undefined ? {} : { draft: { ...emptyRequest(), url } }),
  });
  const own = { ...session, tabs: [tab('a', 'own'), tab('b')] };
  const stored = {
    ...session,
    expanded: [],
    tabs: [tab('a', 'older'), tab('b', 'x'), tab('c', 'only here'), tab('d')],
  };
  const merged = mergeSessions({ session: own, withheld: [] }, stored);
  expect(merged.tabs.map(({ key, draft }) => [key, draft?.url])).toEqual([
    ['a', 'own'],
    ['b', undefined],
    ['c', 'only here'],
  ]);
  expect(merged.expanded).toEqual(['c']);
});

it('writes no typed secret where a browser keeps it, and takes such edits from the disk', () => {
  const secret = {
    key: 'apikey',
    initialValue: '',
    currentValue: 'CANARY',
    enabled: true,
    type: 'secret',
  };
  const edited = {
    key: 'e',
    kind: 'environment' as const,
    itemId: 'e1',
    title: 'E',
    environmentDraft: { name: 'E', variables: [secret] },
    baseRevision: 'r',
  };
  const own = { ...session, tabs: [edited, { key: 't', kind: 'settings' as const, title: 'S' }] };
  leaveHandover(own);
  expect(sessionStorage.getItem('postern.handover')).not.toContain('CANARY');
  const left = takeHandover();
  if (left === undefined) throw new Error('nothing was left');
  expect(mergeSessions(left, { ...session, tabs: [edited] })).toEqual(own);
  expect(mergeSessions(left, { ...session, tabs: [] }).tabs[0]).toEqual({
    key: 'e',
    kind: 'environment',
    itemId: 'e1',
    title: 'E',
  });
});

it('may find no room', () => {
  const full = {
    getItem: () => null,
    removeItem: () => undefined,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(() => leaveHandover(session, full)).not.toThrow();
});
