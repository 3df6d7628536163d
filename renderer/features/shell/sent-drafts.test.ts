import { expect, it } from 'vitest';
import { emptyRequest } from '../../../core/http/request.ts';
import type { Session, SessionTab } from '../../../core/session.ts';
import { createSentDrafts } from './sent-drafts.ts';

const draft = emptyRequest();
const variables = [{ key: 'a', initialValue: '', enabled: true, type: 'default' }];
const session = (...tabs: SessionTab[]): Session => ({ tabs, expanded: [], layout: {} });
const edited = (more: Partial<SessionTab> = {}): SessionTab => ({
  key: 't',
  kind: 'request',
  title: 'T',
  draft,
  ...more,
});

/** What is given of the one tab after it was kept as `before`. */
function after(before: SessionTab, now: SessionTab) {
  const drafts = createSentDrafts();
  drafts.confirm(drafts.next(session(before)).sent);
  return drafts.next(session(now)).saved.tabs[0];
}

it.each<[string, SessionTab, SessionTab]>([
  ['a request', edited(), edited({ title: 'New' })],
  [
    'an environment, which is made anew for each save',
    edited({ draft: undefined, environmentDraft: { name: 'E', variables } }),
    edited({ draft: undefined, environmentDraft: { name: 'E', variables } }),
  ],
])('leaves out what was kept of %s', (_what, before, now) => {
  const given = after(before, now);
  expect(given).toMatchObject({ isDraftKept: true, draftVersion: 1, title: now.title });
  expect(given?.draft ?? given?.environmentDraft).toBeUndefined();
});

it.each<[string, SessionTab]>([
  ['another draft', edited({ draft: { ...draft } })],
  ['another revision', edited({ baseRevision: 'r2' })],
  ['another kind of draft', edited({ draft: undefined, environmentDraft: { name: 'E', variables } })],
])('gives %s, under a name of its own', (_what, now) => {
  expect(after(edited(), now)).toEqual({ ...now, draftVersion: 2 });
});

it('counts on nothing that was not confirmed, nor after it forgot', () => {
  const drafts = createSentDrafts();
  drafts.next(session(edited()));
  const second = drafts.next(session(edited()));
  expect(second.saved.tabs[0]).toMatchObject({ draft, draftVersion: 2 });
  drafts.confirm(second.sent);
  drafts.forget();
  expect(drafts.next(session(edited())).saved.tabs[0]).toMatchObject({ draft, draftVersion: 3 });
});
