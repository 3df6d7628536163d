import { describe, expect, it } from 'vitest';
import { AnswerReader } from '../links/answer-reader.ts';
import { createTemplateResolver } from '../variables/resolve-template.ts';
import { type Check, isFinished } from './check.ts';
import { runChecks } from './run-checks.ts';

const body =
  '{"id":12345678901234567890,"status":"ACTIVE","price":1.0,"none":null,"list":[1, 2],"access_token":"hidden-by-name","echo":"s3cret-value"}';
const templates = createTemplateResolver(
  [
    {
      name: 'E',
      kind: 'environment',
      variables: new Map([
        ['status', { value: 'ACTIVE', secret: false }],
        ['key', { value: 's3cret-value', secret: true }],
        ['loop', { value: '{{loop}}', secret: false }],
      ]),
    },
  ],
  () => undefined,
);
const check = (
  source: Check['source'],
  expression: string,
  operator: Check['operator'],
  expected = '',
): Check => ({ source, expression, operator, expected });
const run = (text: string, ...checks: Check[]) =>
  runChecks(checks, {
    status: 201,
    totalMs: 120.4,
    reader: new AnswerReader([['Content-Type', 'application/json']], text),
    templates,
    secrets: ['typed-secret'],
  });

describe('runChecks', () => {
  it.each<[Check, boolean]>([
    [check('status', '', 'equals', '201'), true],
    [check('status', '', 'equals', '200'), false],
    [check('status', '', 'oneOf', '200, 201'), true],
    [check('status', '', 'lessThan', '300'), true],
    [check('time', '', 'lessThan', '121'), true],
    [check('time', '', 'greaterThan', '120'), false],
    [check('header', ' content-type ', 'contains', 'json'), true],
    [check('header', 'etag', 'exists'), false],
    [check('header', 'etag', 'notExists'), true],
    [check('header', 'etag', 'notEquals', 'x'), false],
    [check('body', '$.id', 'equals', '12345678901234567890'), true],
    [check('body', '$.id', 'equals', '12345678901234567891'), false],
    [check('body', '$.status', 'equals', '{{status}}'), true],
    [check('body', '$.price', 'equals', '1'), true],
    [check('body', '$.none', 'equals', 'null'), true],
    [check('body', '$.none', 'exists'), true],
    [check('body', '$.gone', 'notExists'), true],
    [check('body', '$.none', 'notExists'), false],
    [check('body', '$.list', 'equals', '[1, 2]'), true],
    [check('body', '$.list', 'notContains', '3'), true],
    [check('body', '$.status', 'lessThan', '5'), false],
    [check('text', '', 'contains', '"price":1.0'), true],
    [check('xml', '//a', 'exists'), false],
  ])('%j: %s', (wanted, passed) => {
    expect(run(body, wanted)).toMatchObject([{ passed }]);
  });

  it('reads XML', () => {
    const wanted = [check('xml', 'count(//u)', 'equals', '2'), check('xml', '//u/@id', 'equals', '7')];
    expect(run('<a><u id="7"/><u/></a>', ...wanted).every(({ passed }) => passed)).toBe(true);
  });

  it('says what was wanted and what came instead', () => {
    expect(
      run(body, check('status', '', 'equals', '200'), check('body', '$.status', 'notEquals', '{{status}}')),
    ).toEqual([
      { name: 'Status is 200', passed: false, message: 'It is 201.' },
      { name: '$.status is not {{status}}', passed: false, message: 'It is ACTIVE.' },
    ]);
    const [long] = run(`{"a":"${'x'.repeat(1_000)}"}`, check('body', '$.a', 'equals', 'y'));
    expect(long?.message?.length).toBeLessThan(220);
  });

  it('fails, and goes on, where a check cannot be made', () => {
    const results = run(
      body,
      check('body', '$.status', 'equals', '{{missing}}'),
      check('body', '$.status', 'equals', '{{loop}}'),
      check('body', '$[', 'exists'),
      check('xml', '$[', 'exists'),
      check('status', '', 'equals', '201'),
    );
    expect(results.map(({ passed }) => passed)).toEqual([false, false, false, false, true]);
    expect(results[0]?.message).toContain('{{missing}}');
  });

  it('shows no secret: not one of the request, not one by its name, not one it was compared with', () => {
    const results = run(
      body.replace('"ACTIVE"', '"typed-secret"'),
      check('body', '$.status', 'equals', 'x'),
      check('body', "$['access_token']", 'equals', 'x'),
      check('body', '$.echo', 'notEquals', '{{key}}'),
      check('text', '', 'equals', '{{key}}'),
    );
    expect(results.map(({ passed }) => passed)).toEqual([false, false, false, false]);
    expect(JSON.stringify(results)).not.toMatch(/typed-secret|hidden-by-name|s3cret/);
  });
});

it('a check that is still being written is none', () => {
  expect(isFinished(check('status', '', 'equals'))).toBe(false);
  expect(isFinished(check('body', ' ', 'exists'))).toBe(false);
  expect(isFinished(check('body', '$.a', 'equals'))).toBe(true);
  expect(isFinished(check('status', '', 'exists'))).toBe(true);
});
