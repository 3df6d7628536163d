import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { build } from '../../scripts/build.mjs';
import { runCli } from './main.ts';

const outPath = fileURLToPath(new URL('../../out', import.meta.url));
let root: string;
let server: Server;
let address: string;
const asked: string[] = [];

const script = (...exec: string[]) => [{ listen: 'test', script: { type: 'text/javascript', exec } }];
const request = (name: string, url: string, event?: object[]) => ({
  name,
  request: { method: 'GET', url },
  ...(event === undefined ? {} : { event }),
});
const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const plain = {
  info: { name: 'Plain', schema },
  item: [
    request('First', '{{url}}/first'),
    { name: 'Inner', item: [request('Second', '{{url}}/second'), request('Third', '{{url}}/{{missing}}')] },
    request('Last', '{{url}}/last'),
  ],
};
const tested = {
  info: { name: 'Tested', schema },
  item: [
    request('Good', '{{url}}/good', script("tests['is 200'] = responseCode.code === 200;")),
    request('Bad', '{{url}}/bad', script("pm.test('is 404', () => pm.response.to.have.status(404));")),
  ],
};

const checked = {
  info: { name: 'Checked', schema },
  item: [
    {
      ...request('Get', '{{url}}/get'),
      'x-postern': {
        checks: [
          { source: 'status', expression: '', operator: 'equals', expected: '200' },
          { source: 'body', expression: '$.id', operator: 'exists', expected: '' },
        ],
      },
    },
  ],
};

const rows = {
  info: { name: 'Rows', schema },
  item: [
    request(
      'Get',
      '{{url}}/{{path}}',
      script(
        'pm.test(`${pm.info.iteration} of ${pm.info.iterationCount}, ${pm.iterationData.get("path")}`, () => {});',
      ),
    ),
  ],
};

const flow = {
  info: { name: 'Flow', schema },
  item: [
    request('A', '{{url}}/a', script('pm.execution.setNextRequest("C")')),
    request('B', '{{url}}/b', script('postman.setNextRequest(null)')),
    request('C', '{{url}}/c', script('postman.setNextRequest("B")')),
  ],
};
const secret = {
  info: { name: 'Secret', schema },
  item: [
    {
      ...request(
        'Get',
        '{{url}}/{{ROWS_SECRET}}',
        script('pm.test(String(pm.variables.get("ROWS_SECRET")), () => {});'),
      ),
      'x-postern': {
        checks: [
          { source: 'body', expression: '$.path', operator: 'notEquals', expected: '/{{ROWS_SECRET}}' },
        ],
      },
    },
  ],
};

beforeAll(async () => {
  await build({ only: ['script-guest', 'script-libraries', 'script-runner'], quiet: true });
  server = createServer((message, response) => {
    asked.push(message.url ?? '');
    response.end(JSON.stringify({ path: message.url }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
  root = await mkdtemp(path.join(tmpdir(), 'postern-run-'));
  await writeFile(path.join(root, 'plain.json'), JSON.stringify(plain));
  await writeFile(path.join(root, 'tested.json'), JSON.stringify(tested));
  await writeFile(path.join(root, 'checked.json'), JSON.stringify(checked));
  await writeFile(path.join(root, 'rows-of.json'), JSON.stringify(rows));
  await writeFile(path.join(root, 'secret.json'), JSON.stringify(secret));
  await writeFile(path.join(root, 'flow.json'), JSON.stringify(flow));
  const files = ['flow.json', 'secret.json', 'plain.json', 'tested.json', 'checked.json', 'rows-of.json'];
  expect((await postern('import', ...files)).code).toBe(0);
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(root, { recursive: true, force: true });
});

async function postern(...args: string[]) {
  const chunks: Buffer[] = [];
  const lines: string[] = [];
  asked.length = 0;
  const code = await runCli([...args, '--workspace', 'workspace', '--profile', 'profile'], {
    cwd: root,
    outPath,
    version: '1.2.3',
    write: async (chunk) => void chunks.push(Buffer.from(chunk)),
    tell: (line) => void lines.push(line),
    readInput: async () => '',
    signal: new AbortController().signal,
  });
  return { code, stdout: Buffer.concat(chunks).toString('utf8'), stderr: lines.join('\n') };
}
const sendJson = (name: string) => postern('send', name, '--json', '--var', `url=${address}`);
const run = (...args: string[]) => postern('run', ...args, '--var', `url=${address}`);

describe('postern run', () => {
  it('sends what is in a collection in its order, and says what was refused', async () => {
    const { code, stdout, stderr } = await run('Plain', '--json');
    expect(code).toBe(1);
    expect(asked).toEqual(['/first', '/second', '/last']);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { requests: 4, failed: 1, tests: 0 },
      results: [
        { name: 'First', folders: [], status: 200, verdict: 'passed' },
        { name: 'Second', folders: ['Inner'], verdict: 'passed' },
        { name: 'Third', verdict: 'failed', problem: { code: 'ERR_VARIABLE_UNRESOLVED' } },
        { name: 'Last', verdict: 'passed' },
      ],
    });
    expect(stderr.split('\n').at(-1)).toMatch(
      /^3 of 4 requests sent, 1 failed, 0 of 0 tests passed, \d+ ms$/,
    );
  });

  it('takes a folder or a request too, and ends at the first failure where it is told to', async () => {
    expect((await run('Plain/Inner/Second')).code).toBe(0);
    expect(asked).toEqual(['/second']);
    expect((await run('Plain', '--bail')).code).toBe(1);
    expect(asked).toEqual(['/first', '/second']);
  });

  it('is not green while the tests are not allowed to run, and writes what they found', async () => {
    const before = await run('Tested');
    expect([before.code, asked]).toEqual([1, ['/good', '/bad']]);
    expect(before.stderr).toContain('2 not tested');
    const { code, stderr } = await run('Tested', '--allow-scripts', '--junit', 'report.xml');
    expect(code).toBe(1);
    expect(stderr).toContain('1 failed, 1 of 2 tests passed');
    const report = await readFile(path.join(root, 'report.xml'), 'utf8');
    expect(report).toContain('<testsuites name="Tested" tests="2" failures="1"');
    expect(report).toContain('<testcase name="is 200" classname="Good"');
    expect(report).toMatch(/<testcase name="is 404" classname="Bad" time="[\d.]+"><failure type="test"/);
    expect((await run('Tested/Good')).code).toBe(0);
  });

  it('goes where scripts send it', async () => {
    expect((await run('Flow', '--allow-scripts', '--iterations', '2')).code).toBe(0);
    expect(asked).toEqual(['/a', '/c', '/b', '/a', '/c', '/b']);
  });

  it('takes a secret from the environment, which shows nowhere and is kept from scripts', async () => {
    vi.stubEnv('ROWS_SECRET', 'canary/of-the-environment');
    const args = ['Secret', '--var', 'ROWS_SECRET', '--allow-scripts', '--json'];
    const { code, stdout, stderr } = await run(...args);
    vi.unstubAllEnvs();
    expect([code, asked]).toEqual([1, ['/canary/of-the-environment']]);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ tests: [{ passed: false }, { name: 'undefined', passed: true }] }],
    });
    expect(stdout + stderr).not.toContain('of-the-environment');
    expect((await run('Secret', '--var', 'ROWS_SECRET')).code).toBe(2);
  });

  it('goes round for each row of a data file, which --var wins over, and knows the rounds', async () => {
    await writeFile(path.join(root, 'rows.csv'), 'url,path\nhttp://wrong.invalid,one\n,"two/2"\n');
    const args = ['Rows', '--data', 'rows.csv', '--json', '--junit', 'rows.xml', '--allow-scripts'];
    const { code, stdout, stderr } = await run(...args);
    expect([code, asked]).toEqual([0, ['/one', '/two/2']]);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { requests: 2, tests: 2, failedTests: 0 },
      results: [
        { round: 1, tests: [{ name: '0 of 2, one' }] },
        { round: 2, tests: [{ name: '1 of 2, two/2' }] },
      ],
    });
    expect(stderr).toContain('Get, round 2: 200');
    expect(await readFile(path.join(root, 'rows.xml'), 'utf8')).toContain('<testsuite name="Round 2 / Get"');
    await writeFile(path.join(root, 'rows.json'), '[{"path":1},{"path":"404"},{"path":3}]');
    expect((await run('Rows', '--data', 'rows.json')).code).toBe(0);
    expect(asked).toEqual(['/1', '/404', '/3']);
    expect((await run('Plain/First', '--iterations', '3')).code).toBe(0);
    expect(asked).toEqual(['/first', '/first', '/first']);
    const startedAt = performance.now();
    expect((await run('Plain/First', '--iterations', '3', '--delay-request', '150')).code).toBe(0);
    expect(asked).toEqual(['/first', '/first', '/first']);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(298);
    expect((await run('Rows', '--bail', '--iterations', '3')).code).toBe(1);
    expect(asked).toEqual([]);
  });

  it.each([
    [['--data', 'nowhere.csv'], 1, 'ERR_RUN_DATA_INVALID'],
    [['--data', 'bad.csv'], 1, 'ERR_RUN_DATA_INVALID'],
    [['--iterations', '0'], 2, 'ERR_CLI_USAGE'],
    [['--delay-request', '-1'], 2, 'ERR_CLI_USAGE'],
    [['--delay-request', 'soon'], 2, 'ERR_CLI_USAGE'],
    [['--iterations', '1e9'], 2, 'ERR_CLI_USAGE'],
    [['--iterations', '2', '--data', 'bad.csv'], 2, 'ERR_CLI_USAGE'],
  ])('refuses %j', async (args, code, error) => {
    await writeFile(path.join(root, 'bad.csv'), 'a,b\n1,2,3\n');
    const refused = await run('Plain', ...args);
    expect([refused.code, asked]).toEqual([code, []]);
    expect(refused.stderr).toContain(error);
  });

  it('makes the checks of requests without any permission', async () => {
    const { code, stdout, stderr } = await run('Checked', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      summary: { tests: 2, failedTests: 1 },
      results: [
        {
          verdict: 'failed',
          tests: [
            { name: 'Status is 200', passed: true },
            { name: '$.id exists', passed: false },
          ],
        },
      ],
    });
    expect(stderr).toContain('$.id exists: ');
    const { checks } = JSON.parse((await sendJson('Checked/Get')).stdout) as { checks: object[] };
    expect(checks).toHaveLength(2);
  });

  it.each([[['run']], [['run', 'a', 'b']], [['run', 'Plain', '--var', 'x']]])('refuses %j', async (args) => {
    expect((await postern(...args)).code).toBe(2);
  });

  it('says what there is where a name is wrong', async () => {
    const { code, stderr } = await run('Nothing');
    expect([code, stderr]).toEqual([1, expect.stringContaining('ERR_WORKSPACE_ITEM_NOT_FOUND')]);
  });
});
