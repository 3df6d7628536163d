import { describe, expect, it } from 'vitest';
import type { GuideFacts, GuideStepId } from './guide-step.ts';
import { judgeSteps, nextStep } from './judge-steps.ts';

const unknown = { state: 'unknown', detail: '' } as const;
const empty: GuideFacts = {
  track: 'service',
  environment: undefined,
  orgUrl: undefined,
  discovery: unknown,
  target: undefined,
  clientId: undefined,
  clientIdVariable: 'clientId',
  missingSecret: undefined,
  redirect: unknown,
  key: undefined,
  publicKey: unknown,
  authorizationHeaders: undefined,
  missingFields: undefined,
  token: undefined,
  tokenFailure: undefined,
  currentToken: undefined,
  answer: undefined,
  succeeded: false,
  ids: [],
  followed: undefined,
};
const stateOf = (facts: Partial<GuideFacts>, id: GuideStepId) =>
  judgeSteps({ ...empty, ...facts }).find((step) => step.id === id)?.state;

describe('judgeSteps', () => {
  it('gives each track its own steps', () => {
    const service = judgeSteps(empty).map(({ id }) => id);
    const user = judgeSteps({ ...empty, track: 'user' }).map(({ id }) => id);
    expect(service).toContain('publicKey');
    expect(service).not.toContain('redirect');
    expect(user).toContain('redirect');
    expect(user).not.toContain('key');
  });

  it('has the address of the org fail only after it was asked', () => {
    const failed = { state: 'failed', detail: 'refused' } as const;
    expect(stateOf({ discovery: failed }, 'orgUrl')).toBe('todo');
    expect(stateOf({ orgUrl: 'https://acme.okta.com', discovery: failed }, 'orgUrl')).toBe('failed');
    expect(
      stateOf({ orgUrl: 'https://acme.okta.com', discovery: { state: 'ok', detail: '' } }, 'orgUrl'),
    ).toBe('done');
  });

  it('asks for the secret after the client ID', () => {
    expect(stateOf({ clientId: '0oa1', missingSecret: 'clientSecret' }, 'client')).toBe('todo');
    expect(stateOf({ clientId: '0oa1' }, 'client')).toBe('done');
  });

  it('does not count an expired token, and forgets a failure once there is a good one', () => {
    const token = { name: 'T', expired: true };
    expect(stateOf({ token }, 'token')).toBe('todo');
    expect(stateOf({ token, tokenFailure: 'invalid_client' }, 'token')).toBe('failed');
    expect(stateOf({ token: { ...token, expired: false }, tokenFailure: 'invalid_client' }, 'token')).toBe(
      'done',
    );
    expect(stateOf({ currentToken: token }, 'useToken')).toBe('todo');
  });

  it('remembers a success after a later failure, and says what failed before one', () => {
    const answer = { status: 403, title: 'List users' };
    expect(stateOf({ answer }, 'firstAnswer')).toBe('failed');
    expect(stateOf({ answer, succeeded: true }, 'firstAnswer')).toBe('done');
  });

  it('wants hard-coded headers gone', () => {
    expect(stateOf({ authorizationHeaders: 3 }, 'headers')).toBe('todo');
    expect(stateOf({ authorizationHeaders: 0 }, 'headers')).toBe('done');
  });

  it('names the first step that is not done', () => {
    expect(nextStep(judgeSteps(empty))).toBe('orgUrl');
    const facts: GuideFacts = {
      ...empty,
      orgUrl: 'https://acme.okta.com',
      discovery: { state: 'ok', detail: '' },
      environment: 'Acme',
      target: 'Users',
    };
    expect(nextStep(judgeSteps(facts))).toBe('app');
  });
});
