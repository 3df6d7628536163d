/** What generated code really sends, where the language is installed, against the request it was made of. */
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeRequest } from '../../core/export/code/code-request.ts';
import { type CodeTarget, codeTargets, generateCode } from '../../core/export/code/generate-code.ts';
import { cmdQuoted, powershellQuoted } from '../../core/export/code/quoting.ts';
import { encodeMultipart, type FormPart } from '../../core/http/multipart.ts';
import { readCurl } from '../../core/import/curl.ts';
import { NoteBook } from '../../core/import/notes.ts';
import { createFuzz } from '../fuzz.ts';

const run = promisify(execFile);
const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const hasCurl = works('curl', '--version') && works('bash', '-c', 'true');
const hasPython = works('python3', '-c', 'import requests');
for (const [name, is] of [
  ['curl', hasCurl],
  ['python3 with requests', hasPython],
] as const)
  if (!is) console.log(`skipped: ${name} is not installed, so generated code cannot be run with it`);

interface Seen {
  method: string;
  target: string;
  headers: [string, string][];
  body: Buffer;
}

let server: Server;
let base: string;
let folder: string;
let seen: Seen[] = [];

async function keep(message: IncomingMessage): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const headers: [string, string][] = [];
  for (let at = 0; at < message.rawHeaders.length; at += 2)
    headers.push([(message.rawHeaders[at] ?? '').toLowerCase(), message.rawHeaders[at + 1] ?? '']);
  seen.push({
    method: message.method ?? '',
    target: message.url ?? '',
    headers,
    body: Buffer.concat(chunks),
  });
}

beforeAll(async () => {
  server = createServer((message, answer) => void keep(message).then(() => answer.end('ok')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), 'postern-code-'));
  await writeFile(path.join(folder, 'it\'s; a "file".bin'), Buffer.from([0, 1, 2, 255, 13, 10]));
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const nasty = [
  `it's "quoted" \\ back\\\\slash \\n \\u0041`,
  '$HOME ${HOME} $(id) `id` !! %PATH% %% ^ & | < > ;',
  'line 1\nline 2\r\nline 3\n',
  '@/etc/passwd',
  '<file',
  "''' \"\"\" ''",
  'é 😀 \u2028\u2029 \u202e rtl \ufeff’‘ “x” \u0085\u007f',
  '#{x} {0} %s \t\b\f \u0001',
  '\\',
  '"',
  '- --option',
  '{"a": "b\\"c", "n": 12345678901234567890}',
];

/** Texts glued together of the pieces above, the same ones each time. */
function texts(count: number): string[] {
  const fuzz = createFuzz(20_260_731);
  const glued = Array.from({ length: count }, () =>
    Array.from({ length: 1 + fuzz.integer(4) }, () => fuzz.pick(nasty)).join(''),
  );
  return [...nasty, ...glued];
}

const headerText = (text: string) => text.replace(/[^\x20-\x7e]/g, '').trim();

function requestOf(text: string): CodeRequest {
  return {
    method: 'POST',
    url: `${base}/a/../b?x=${encodeURIComponent(text)}&list=[1]&q='$x'`,
    headers: [
      ['X-Text', headerText(text)],
      ['Content-Type', 'text/plain; charset=utf-8'],
    ],
    parts: [{ kind: 'text', text }],
  };
}

async function execute(target: CodeTarget, code: string): Promise<void> {
  const options = { cwd: folder, env: { ...process.env, no_proxy: '*', NO_PROXY: '*' } };
  if (target === 'curl') await run('bash', ['-c', code], options);
  else if (target === 'javascript')
    await run(process.execPath, ['--input-type=module', '--eval', code], options);
  else if (target === 'python') await run('python3', ['-c', code], options);
  else throw new Error(`There is nothing here to run ${target} with.`);
}

async function sentBy(target: CodeTarget, request: CodeRequest): Promise<Seen> {
  seen = [];
  await execute(target, generateCode(target, request, ['a remark\nrm -rf /']));
  const [only] = seen;
  if (only === undefined || seen.length !== 1) throw new Error(`${seen.length} requests came.`);
  return only;
}

const header = (sent: Seen, name: string) => sent.headers.find(([key]) => key === name)?.[1];

describe.each<[CodeTarget, boolean]>([
  ['curl', hasCurl],
  ['javascript', true],
  ['python', hasPython],
])('%s', (target, isHere) => {
  it.skipIf(!isHere)(
    'sends the bytes of the body and the header as they were',
    { timeout: 120_000 },
    async () => {
      const all = texts(24);
      seen = [];
      // One program for all of them: starting one takes longer than what it does.
      const programs = all.map((text) => generateCode(target, requestOf(text), ['a remark\nrm -rf /']));
      await execute(
        target,
        programs.map((code) => (target === 'javascript' ? `{\n${code}\n}` : code)).join('\n'),
      );
      expect(seen).toHaveLength(all.length);
      for (const [index, text] of all.entries()) {
        const sent = seen[index];
        if (sent === undefined) continue;
        expect(sent.body.toString()).toBe(text);
        expect(sent.method).toBe('POST');
        expect(header(sent, 'x-text')).toBe(headerText(text));
        expect(header(sent, 'content-type')).toBe('text/plain; charset=utf-8');
        expect(new URL(sent.target, base).searchParams.get('x')).toBe(text);
      }
    },
  );

  it.skipIf(!isHere)('sends a form of texts and a file', { timeout: 60_000 }, async () => {
    const form: FormPart[] = [
      { name: 'plain', text: '@not a file; <nor this' },
      { name: 'typed', text: 'a"b\\c;d', contentType: 'text/csv' },
      {
        name: 'file',
        path: path.join(folder, 'it\'s; a "file".bin'),
        fileName: 'name.bin',
        contentType: 'application/x-thing',
      },
    ];
    const sent = await sentBy(target, {
      method: 'PUT',
      url: `${base}/form`,
      headers: [['Content-Type', 'multipart/form-data; boundary=unused']],
      parts: encodeMultipart(form, 'unused'),
      form,
    });
    const type = header(sent, 'content-type') ?? '';
    const data = await new Response(new Uint8Array(sent.body), {
      headers: { 'Content-Type': type },
    }).formData();
    expect(sent.method).toBe('PUT');
    expect(data.get('plain')).toBe('@not a file; <nor this');
    const typed = data.get('typed');
    expect(typeof typed === 'string' ? typed : await typed?.text()).toBe('a"b\\c;d');
    const file = data.get('file') as File;
    expect([file.name, file.type]).toEqual(['name.bin', 'application/x-thing']);
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 1, 2, 255, 13, 10]);
  });

  it.skipIf(!isHere)('sends no body and no type where there is none', { timeout: 60_000 }, async () => {
    const sent = await sentBy(target, { method: 'PURGE', url: `${base}/x`, headers: [['Accept', 'a/b']] });
    expect([sent.method, sent.target, header(sent, 'accept'), header(sent, 'content-type')]).toEqual([
      'PURGE',
      '/x',
      'a/b',
      undefined,
    ]);
    expect(sent.body.length).toBe(0);
  });
});

it.skipIf(!hasCurl)('curl sends a NUL, a typed path, a file and a repeated header', async () => {
  const nul = await sentBy('curl', { ...requestOf(''), parts: [{ kind: 'text', text: 'a\0%b\\n' }] });
  expect(nul.body.toString()).toBe('a\0%b\\n');
  expect(nul.target.startsWith('/a/../b?')).toBe(true);
  const file = await sentBy('curl', {
    method: 'POST',
    url: `${base}/f`,
    headers: [
      ['X-Two', '1'],
      ['X-Two', '2'],
      ['X-Empty', ''],
    ],
    parts: [{ kind: 'file', path: path.join(folder, 'it\'s; a "file".bin') }],
  });
  expect([...file.body]).toEqual([0, 1, 2, 255, 13, 10]);
  expect(file.headers.filter(([name]) => name.startsWith('x-'))).toEqual([
    ['x-two', '1'],
    ['x-two', '2'],
    ['x-empty', ''],
  ]);
  expect(header(file, 'content-type')).toBeUndefined();
});

it.each<CodeTarget>(['curl', 'curl-cmd'])('the importer reads %s back as the same request', (target) => {
  for (const text of texts(60)) {
    const request = requestOf(text);
    const [read] = readCurl(codeTargets[target].generate(request), new NoteBook(''));
    // A command line of Windows knows one kind of line break.
    const expected = target === 'curl-cmd' ? text.replace(/\r\n|\r/g, '\n') : text;
    expect(read?.request.body).toMatchObject({ type: 'raw', content: expected });
    expect(read?.request.headers[0]).toEqual({ key: 'X-Text', value: headerText(text) });
    expect(read?.request.method).toBe('POST');
  }
});

it('a remark stays in its comment', () => {
  const code = generateCode('java', requestOf(''), ['a\nb \\u000a System.exit(1);']);
  expect(code.split('\n')[0]).toBe('// a b u000a System.exit(1);');
});

it('no text ends a PowerShell string or a word of cmd', () => {
  for (const text of texts(60)) {
    const inner = powershellQuoted(text).slice(1, -1);
    expect(inner.replace(/['\u2018-\u201b]{2}/g, '')).not.toMatch(/['\u2018-\u201b]/);
    // Without the characters that carets make harmless nothing is left that cmd acts on.
    expect(cmdQuoted(text).replace(/\^(\n\n|.)/g, '')).not.toMatch(/["%&<>^|\n]/);
  }
});

it.each<CodeTarget>(['go', 'java', 'csharp', 'python', 'javascript'])(
  'every literal of %s is closed on its own line and escapes nothing unknown',
  (target) => {
    for (const text of texts(60)) {
      const code = codeTargets[target].generate(requestOf(text));
      for (const line of code.split('\n')) {
        const rest = line.replace(/"(?:[^"\\]|\\(?:["\\bfnrt]|u[\da-f]{4}))*"/g, '');
        expect(rest).not.toMatch(/["\\]/);
      }
      // eslint-disable-next-line no-control-regex -- no control character stands in a source as it is
      expect(code).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e\ufeff]/);
    }
  },
);
