import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import type { ScriptReport } from '../../../core/scripts/script-report.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { installFakeDoor } from '../../bridge/fake-door.ts';
import { useStore } from '../../store/store.ts';
import { ScriptsNotice } from './public.ts';

const initial = useStore.getState();
const from = { kind: 'request' as const, name: 'Get' };
const report: ScriptReport = {
  runs: [{ from, phase: 'afterResponse', status: 'notAllowed' }],
  tests: [],
  lines: [],
  variables: [],
};
let sends: number;

beforeEach(() => {
  useStore.setState(initial, true);
  sends = 0;
  installFakeDoor({
    'script.review': () => ({
      scripts: [{ from, phase: 'afterResponse', code: '1', hash: 'h', allowed: false }],
    }),
    'script.allow': () => ({}),
    'script.forbid': () => ({}),
    'request.send': () => {
      sends += 1;
      return new Promise(() => undefined);
    },
  });
});
afterEach(() => {
  cleanup();
  replaceDoor(undefined);
});

it('offers to send again once the scripts that did not run are allowed', async () => {
  const tabKey = useStore.getState().requests.openNew();
  void useStore.getState().responses.send(tabKey);
  render(<ScriptsNotice report={report} tabKey={tabKey} />);
  expect(screen.getByRole('button').textContent).toBe('Review scripts');
  await act(async () => {
    await useStore.getState().scripts.reviewTab(tabKey);
    await useStore.getState().scripts.allowShown();
  });
  expect(screen.getByRole('button').textContent).toBe('Send again');
  const notice = useStore.getState().notices.items.at(-1);
  expect(notice?.action?.label).toBe('Send again');
  useStore.getState().responses.cancel(tabKey);
  expect(sends).toBe(1);
});

it('shows the scripts until it is kept that they may run, and again where it could not be kept', async () => {
  let keep = () => undefined as void;
  installFakeDoor({
    'script.review': () => ({
      scripts: [{ from, phase: 'afterResponse', code: '1', hash: 'h', allowed: false }],
    }),
    'script.allow': () => new Promise((resolve) => (keep = () => resolve({}))),
    'script.forbid': () => {
      throw new AppError('ERR_WORKSPACE_WRITE_FAILED', 'The disk is full.');
    },
  });
  const scripts = () => useStore.getState().scripts;
  await scripts().openReview({ withinId: 'c1' });
  const allowing = scripts().allowShown();
  await scripts().allowShown();
  expect(scripts().review?.status).toBe('deciding');
  keep();
  await allowing;
  expect(scripts().review).toBeUndefined();
  await scripts().openReview({ withinId: 'c1' });
  await scripts().forbidShown();
  expect(scripts().review?.status).toBe('ready');
  expect(useStore.getState().notices.items.at(-1)?.code).toBe('ERR_WORKSPACE_WRITE_FAILED');
});

it('does not offer it where scripts of elsewhere are allowed', async () => {
  const tabKey = useStore.getState().requests.openNew();
  void useStore.getState().responses.send(tabKey);
  render(<ScriptsNotice report={report} tabKey={tabKey} />);
  await act(async () => {
    await useStore.getState().scripts.openReview({ withinId: 'c1' });
    await useStore.getState().scripts.allowShown();
  });
  expect(screen.getByRole('button').textContent).toBe('Review scripts');
  useStore.getState().responses.cancel(tabKey);
});
