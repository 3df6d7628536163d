import { describe, expect, it } from 'vitest';
import type { Exchange } from '../http/exchange.ts';
import { emptyScriptReport, type ScriptReport } from '../scripts/script-report.ts';
import type { TreeNode } from '../workspace/tree-node.ts';
import { junitReport } from './junit-report.ts';
import { moveStep, orderSteps, planRun } from './run-plan.ts';
import { judgeRefusal, judgeSend, nextAfterRefusal, summariseRun } from './run-result.ts';

const nodes: TreeNode[] = [
  { id: 'c', kind: 'collection', name: 'Users' },
  { id: 'b', parentId: 'c', kind: 'folder', name: 'B', order: 2 },
  { id: 'a', parentId: 'c', kind: 'folder', name: 'A', order: 1 },
  { id: 'a2', parentId: 'a', kind: 'request', name: 'second', method: 'POST', order: 2 },
  { id: 'a1', parentId: 'a', kind: 'request', name: 'first', method: 'GET', order: 1 },
  { id: 'ws', parentId: 'a', kind: 'unsupported', name: 'socket', order: 3 },
  { id: 'b1', parentId: 'b', kind: 'request', name: 'third', order: 1 },
  { id: 'c1', parentId: 'c', kind: 'request', name: 'last', order: 9 },
  { id: 'other', kind: 'collection', name: 'Other' },
];
const step = { id: 'a1', name: 'first', method: 'GET', folders: ['A'] };

function exchange(outcome: Partial<Extract<Exchange['outcome'], { kind: 'response' }>> = {}): Exchange {
  return {
    id: 'e',
    startedAtEpochMs: 0,
    request: { method: 'GET', url: 'https://a.test/', headers: [], bodySizeBytes: 0 },
    hops: [],
    outcome: {
      kind: 'response',
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: [],
      body: { bodyId: 'b', sizeBytes: 7, encodedSizeBytes: 7, mediaType: '', contentEncodings: [] },
      cookies: [],
      ...outcome,
    },
    timings: { totalMs: 12.5 },
    warnings: [],
  };
}
const scripts = (more: Partial<ScriptReport>): ScriptReport => ({ ...emptyScriptReport(), ...more });
const from = { kind: 'request' as const, name: 'first' };

describe('planRun', () => {
  it('gives the requests below an item in the order of the tree', () => {
    expect(planRun(nodes, 'c').map(({ name, folders }) => [...folders, name].join('/'))).toEqual([
      'A/first',
      'A/second',
      'B/third',
      'last',
    ]);
    expect(planRun(nodes, 'a').map(({ name, folders }) => [...folders, name].join('/'))).toEqual([
      'first',
      'second',
    ]);
    expect(planRun(nodes, 'b1')).toEqual([{ id: 'b1', name: 'third', method: 'GET', folders: [] }]);
    expect(planRun(nodes, 'other')).toEqual([]);
    expect(planRun(nodes, 'gone')).toEqual([]);
  });
});

describe('a verdict', () => {
  const failed = { name: 'is 200', passed: false, message: 'expected 404 to be 200' };
  it.each([
    ['an answer', undefined, {}, 'passed'],
    ['a 404 nobody minds', undefined, { status: 404 }, 'passed'],
    ['tests that pass', scripts({ tests: [{ name: 't', passed: true }] }), {}, 'passed'],
    ['a test that fails', scripts({ tests: [failed] }), {}, 'failed'],
    [
      'a script that fails',
      scripts({ runs: [{ from, phase: 'afterResponse', status: 'failed' }] }),
      {},
      'failed',
    ],
    [
      'a script nobody allowed',
      scripts({ runs: [{ from, phase: 'afterResponse', status: 'notAllowed' }] }),
      {},
      'notTested',
    ],
  ] as const)('on %s', (_what, report, outcome, verdict) => {
    expect(judgeSend(step, { exchange: exchange(outcome), scripts: report }).verdict).toBe(verdict);
  });

  it('counts the checks of the request before what scripts tested', () => {
    const checks = [{ name: 'Status is 201', passed: false, message: 'It is 200.' }];
    const tests = [{ name: 't', passed: true }];
    expect(judgeSend(step, { exchange: exchange(), checks, scripts: scripts({ tests }) })).toMatchObject({
      verdict: 'failed',
      tests: [...checks, ...tests],
    });
  });

  it('on no answer, and on a refusal, says why', () => {
    const failure = {
      code: 'connectionRefused' as const,
      message: 'Nothing listens.',
      nextStep: 'Check it.',
    };
    const lost = judgeSend(step, { exchange: { ...exchange(), outcome: { kind: 'failure', failure } } });
    expect(lost).toMatchObject({ verdict: 'failed', problem: { code: 'connectionRefused' } });
    expect(judgeRefusal(step, { code: 'ERR_VARIABLE_UNRESOLVED', message: 'no' })).toMatchObject({
      verdict: 'failed',
      problem: { code: 'ERR_VARIABLE_UNRESOLVED' },
    });
  });

  it('on a request that a script had skipped is no failure, and its next one counts', () => {
    const skipped = {
      code: 'ERR_SCRIPT_SKIPPED_REQUEST' as const,
      message: 'no',
      details: { next: 'Last' },
    };
    const result = judgeRefusal(step, skipped);
    expect(result).toMatchObject({ verdict: 'skipped', tests: [] });
    expect(result).not.toHaveProperty('problem');
    expect(summariseRun([result])).toMatchObject({ requests: 0, sent: 0, skipped: 1, failed: 0 });
    expect(junitReport('Users', [result])).toContain('<skipped message="by a script"/>');
    expect(nextAfterRefusal(skipped)).toBe('Last');
    expect(nextAfterRefusal({ ...skipped, code: 'ERR_SCRIPT_FAILED' })).toBeUndefined();
  });
});

describe('junitReport', () => {
  it('has a suite for each request and a case for each test', () => {
    const results = [
      judgeSend(step, {
        exchange: exchange(),
        scripts: scripts({
          tests: [
            { name: 'ok', passed: true },
            { name: 'a "b" <c>', passed: false, message: 'one\n& \u0007two' },
          ],
        }),
      }),
      judgeSend({ ...step, name: 'plain', folders: [] }, { exchange: exchange() }),
      judgeRefusal(step, { code: 'ERR_VARIABLE_UNRESOLVED', message: 'no' }),
    ];
    expect(summariseRun(results)).toEqual({
      requests: 3,
      sent: 2,
      skipped: 0,
      failed: 2,
      notTested: 0,
      tests: 2,
      failedTests: 1,
      durationMs: 25,
    });
    expect(junitReport('Users', results).split('\n')).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="Users" tests="4" failures="2" time="0.025">',
      '  <testsuite name="A / first" tests="2" failures="1" time="0.013">',
      '    <testcase name="ok" classname="A / first" time="0.013"/>',
      '    <testcase name="a &quot;b&quot; &lt;c&gt;" classname="A / first" time="0.013"><failure type="test" message="one&#10;&amp; \ufffdtwo"/></testcase>',
      '  </testsuite>',
      '  <testsuite name="plain" tests="1" failures="0" time="0.013">',
      '    <testcase name="send" classname="plain" time="0.013"/>',
      '  </testsuite>',
      '  <testsuite name="A / first" tests="1" failures="1" time="0.000">',
      '    <testcase name="send" classname="A / first" time="0.000"><failure type="ERR_VARIABLE_UNRESOLVED" message="no"/></testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ]);
  });
});

describe('an order of its own', () => {
  it('moves a step, and puts what it does not name after', () => {
    const steps = planRun(nodes, 'c');
    const ids = steps.map(({ id }) => id);
    expect(moveStep(steps, 0, 3)).toEqual([ids[1], ids[2], ids[0], ids[3]]);
    expect(moveStep(steps, 2, 0)).toEqual([ids[2], ids[0], ids[1], ids[3]]);
    expect(orderSteps(steps, ['c1', 'gone', 'a2']).map(({ id }) => id)).toEqual(['c1', 'a2', 'a1', 'b1']);
    expect(orderSteps(steps, undefined)).toEqual(steps);
  });
});
