import { type RunResult, summariseRun } from './run-result.ts';

/**
 * Writes a run in the XML that CI systems read: a suite for each request, a case for each test, and one case for the send
 * where there are no tests. Times are in seconds.
 */
export function junitReport(name: string, results: readonly RunResult[]): string {
  const summary = summariseRun(results);
  const suites = results.map(suiteOf);
  const total = suites.reduce((sum, { cases }) => sum + cases.length, 0);
  const failures = suites.reduce((sum, { failures: own }) => sum + own, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escape(name)}" tests="${total}" failures="${failures}" time="${seconds(summary.durationMs)}">`,
    ...suites.flatMap(({ lines }) => lines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteOf(result: RunResult): { cases: string[]; failures: number; lines: string[] } {
  const { step, round, tests, problem, durationMs, verdict } = result;
  const place = [...step.folders, step.name].join(' / ');
  const title = round === undefined ? place : `Round ${round} / ${place}`;
  const time = seconds(durationMs);
  const cases = tests.map(({ name, passed, message = '' }) =>
    passed ? testCase(name, title, time) : testCase(name, title, time, failure('test', message)),
  );
  if (problem !== undefined)
    cases.push(testCase('send', title, time, failure(problem.code, problem.message)));
  else if (verdict === 'skipped')
    cases.push(testCase('send', title, time, '<skipped message="by a script"/>'));
  else if (verdict === 'notTested')
    cases.push(testCase('scripts', title, time, '<skipped message="not allowed"/>'));
  else if (tests.length === 0) cases.push(testCase('send', title, time));
  const failures = tests.filter(({ passed }) => !passed).length + (problem === undefined ? 0 : 1);
  const head = `  <testsuite name="${escape(title)}" tests="${cases.length}" failures="${failures}" time="${time}">`;
  return { cases, failures, lines: [head, ...cases.map((line) => `    ${line}`), '  </testsuite>'] };
}

function testCase(name: string, suite: string, time: string, inside = ''): string {
  const open = `<testcase name="${escape(name)}" classname="${escape(suite)}" time="${time}"`;
  return inside === '' ? `${open}/>` : `${open}>${inside}</testcase>`;
}

function failure(type: string, message: string): string {
  return `<failure type="${escape(type)}" message="${escape(message)}"/>`;
}

function seconds(durationMs: number): string {
  return (durationMs / 1_000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** What XML 1.0 cannot hold, halves of characters included. @see XML 1.0 section 2.2 */
// eslint-disable-next-line no-control-regex -- these are the characters that are meant
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function escape(text: string): string {
  return text
    .replace(unfit, '\ufffd')
    .replace(/[&<>"\n\r\t]/g, (character) => entities[character] ?? character);
}
