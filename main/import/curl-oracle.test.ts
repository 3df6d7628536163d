/** What the importer makes of commands, against what curl itself sends, in the quoting of three shells. */
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCurl } from '../../core/import/curl.ts';
import { NoteBook } from '../../core/import/notes.ts';
import type { Request } from '../../core/http/request.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) console.log('skipped: curl is not installed, so its own requests cannot be compared');

interface Seen {
  method: string;
  target: string;
  headers: [string, string][];
  body: string;
}

let server: Server;
let base: string;
let folder: string;
const seen: Seen[] = [];

async function keep(message: IncomingMessage): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk as Uint8Array);
  const headers: [string, string][] = [];
  for (let at = 0; at < message.rawHeaders.length; at += 2) {
    headers.push([message.rawHeaders[at] ?? '', message.rawHeaders[at + 1] ?? '']);
  }
  const { method = '', url: target = '' } = message;
  seen.push({ method, target, headers, body: Buffer.concat(chunks).toString() });
}

beforeAll(async () => {
  server = createServer((message, answer) => void keep(message).then(() => answer.end('ok')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), 'postern-curl-'));
  await writeFile(path.join(folder, 'body.json'), '{"from":"file"}');
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

/** Words of commands after `curl`; BASE stands for the server. */
const commands: string[][] = [
  ['BASE/plain'],
  ['-X', 'DELETE', 'BASE/x'],
  ['-XPUT', 'BASE/x', '-d', 'a=b'],
  ['-X', 'PATCH', 'BASE/x', '-H', 'Content-Type: application/json', '-d', '{"a": [1, "two"], "b": null}'],
  ['BASE/x', '-H', 'Content-Type: application/json', '--data-raw', '{"quote": "say \\"hi\\" it\'s"}'],
  ['BASE/x', '-H', 'Accept: application/json', '-H', 'X-Empty;', '-H', 'X-Colon: a: b'],
  ['BASE/x?limit=25&after=abc%20d', '-H', 'Authorization: SSWS 00abc'],
  ['-G', 'BASE/x', '-d', 'a=1', '-d', 'b=2'],
  ['-G', 'BASE/x?c=3', '--data-urlencode', 'q=a b&c=d/é'],
  ['BASE/x', '--data-urlencode', 'q=profile.lastName eq "Stark"'],
  ['BASE/x', '--data-urlencode', '=only & content'],
  ['BASE/x', '-d', 'a=b', '-d', 'c=d e', '--data-raw', 'e=@f'],
  ['BASE/x', '-d', 'grant_type=client_credentials', '-u', 'id:s3cr:et'],
  ['BASE/x', '-u', 'name:', '-d', '123'],
  ['BASE/x', '--oauth2-bearer', 'to.ke-n_~+/='],
  ['BASE/x', '-A', 'My Agent/1.0 (x; y)', '-e', 'https://ref.example/a?b'],
  ['BASE/x', '-b', 'a=1; b=two', '-b', 'c=3'],
  ['BASE/x', '-r', '0-99'],
  ['-I', 'BASE/x'],
  ['-I', '-G', '-d', 'a=1', 'BASE/x'],
  ['BASE/x', '-F', 'a=b', '-F', 'c=d;type=text/csv', '--form-string', 'e=@f;g'],
  ['BASE/x', '-F', 'json={"a": "b, c"};type=application/json'],
  ['BASE/x', '-F', 'q="quoted; \\"value\\""'],
  ['BASE/x', '-H', 'Content-Type: application/json', '--data-binary', '@FOLDER/body.json'],
  ['BASE/x', '-H', 'Content-Type: application/json', '-T', 'FOLDER/body.json'],
  ['BASE/dir/', '-T', 'FOLDER/body.json'],
  ['-sSL', '-o', 'FOLDER/out', '-w', '%{http_code}', 'BASE/x'],
  ['--compressed', '-k', '-m', '5', '--connect-timeout', '2', '--retry', '0', 'BASE/x'],
  ['--request', 'OPTIONS', '--header', 'Origin: https://a.example', '--url', 'BASE/x'],
  ['--data', 'a=1&a=2&b=', 'BASE/x'],
  ['--data-raw', 'line one\nline two\ttab', '-H', 'Content-Type: text/plain', 'BASE/x'],
  ['--data-raw', '<a href="x">é & ü</a>', '-H', 'content-type: text/xml; charset=utf-8', 'BASE/x'],
  [
    '--data-raw',
    '$HOME `id` %PATH% ^caret^ !bang! \\back\\slash\\',
    '-H',
    'Content-Type: text/plain',
    'BASE/x',
  ],
  ['-H', 'X-Quotes: "double" and \'single\'', 'BASE/x'],
  ['-H', 'Cookie: a=b', '-H', 'X-Path: C:\\dir\\', 'BASE/x'],
  ['-H', 'Accept:', '-H', 'User-Agent:', 'BASE/x'],
  ['BASE/one', 'BASE/two', '-H', 'X: y'],
  ['BASE/one', '--next', '-X', 'POST', 'BASE/two'],
];

/** Single quotes hold everything but themselves. */
const posix = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
/** The C runtime's quotes, with a caret before every mark that `cmd` looks at, as browsers copy. */
const cmd = (word: string) => {
  const quoted = `"${word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
  return quoted.replaceAll(/[^\w\s.,:/@?=-]/g, '^$&').replaceAll('\n', '^\n\n');
};
const powerShell = (word: string) => `'${word.replaceAll("'", "''")}'`;

const shells: [string, (words: string[]) => string][] = [
  ['POSIX', (words) => `curl ${words.map(posix).join(' \\\n  ')}`],
  ['cmd', (words) => `curl ${words.map(cmd).join(' ^\n  ')}`],
  ['PowerShell', (words) => `curl.exe ${words.map(powerShell).join(' `\n  ')}`],
];

const fill = (words: string[]) =>
  words.map((word) => word.replaceAll('BASE', base).replaceAll('FOLDER', folder));

function imported(text: string): Request[] {
  return readCurl(text, new NoteBook('')).map(({ request }) => request);
}

describe.each(commands.map((words) => [words.join(' '), words] as const))('curl %s', (_name, words) => {
  it.each(shells)('means the same in %s', (_shell, quote) => {
    const filled = fill(words);
    // The plainest form there is: every word in single quotes.
    expect(imported(quote(filled))).toEqual(imported(`curl ${filled.map(posix).join(' ')}`));
  });

  it.skipIf(!hasCurl)('is what curl sends', async () => {
    const filled = fill(words);
    seen.length = 0;
    await promisify(execFile)('curl', ['--silent', '--noproxy', '*', '--http1.1', ...filled], {
      timeout: 10_000,
    });
    const requests = imported(`curl ${filled.map(posix).join(' ')}`);
    expect(requests).toHaveLength(seen.length);
    requests.forEach((request, index) => compare(request, seen[index]!));
  });
});

/** Headers curl adds by itself and Postern adds in its own way. */
const ownHeaders = new Set([
  'host',
  'user-agent',
  'accept',
  'content-length',
  'expect',
  'accept-encoding',
  'authorization',
  'content-type',
]);

/**
 * One spelling of what means the same: curl writes a space of `--data-urlencode` as `+` and its hex digits in lower
 * case, and joins cookies without a blank.
 */
const spelling = (text: string) =>
  text
    .replaceAll('+', '%20')
    .replaceAll(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase())
    .replaceAll(/; ?/g, ';');

function compare(request: Request, wire: Seen): void {
  expect(request.method).toBe(wire.method);
  expect(spelling(request.url.slice(base.length))).toBe(spelling(wire.target));
  const rows = request.headers.filter((row) => row.disabled !== true);
  const sent = wire.headers.map(([key, value]) => [key, spelling(value)]);
  for (const { key, value } of rows) expect(sent).toContainEqual([key, spelling(value)]);
  const named = new Set(rows.map(({ key }) => key.toLowerCase()));
  const others = wire.headers.filter(
    ([key]) => !named.has(key.toLowerCase()) && !ownHeaders.has(key.toLowerCase()),
  );
  expect(others).toEqual([]);

  const header = (name: string) => wire.headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const credential = (name: string) =>
    request.auth?.credentials.find(({ key }) => key === name)?.value as string;
  if (request.auth?.type === 'basic') {
    const encoded = Buffer.from(`${credential('username')}:${credential('password')}`).toString('base64');
    expect(header('authorization')).toBe(`Basic ${encoded}`);
  } else if (request.auth?.type === 'bearer')
    expect(header('authorization')).toBe(`Bearer ${credential('token')}`);
  else if (!named.has('authorization')) expect(header('authorization')).toBeUndefined();

  const { body } = request;
  if (body.type === 'raw') {
    const encoded = header('content-type')?.includes('urlencoded') === true;
    expect(encoded ? spelling(wire.body) : wire.body).toBe(encoded ? spelling(body.content) : body.content);
    expect(named.has('content-type')).toBe(true);
  } else if (body.type === 'urlencoded') {
    expect(header('content-type')).toContain('application/x-www-form-urlencoded');
    expect(Array.from(new URLSearchParams(wire.body))).toEqual(
      body.rows.map(({ key, value }) => [key, value]),
    );
  } else if (body.type === 'file') expect(wire.body).toBe('{"from":"file"}');
  else if (body.type === 'formdata') {
    for (const row of body.rows) {
      const type = row.contentType === undefined ? '' : `\r\nContent-Type: ${row.contentType}`;
      expect(wire.body).toContain(`name="${row.key}"${type}\r\n\r\n${row.value}\r\n`);
    }
  } else expect(wire.body).toBe('');
}
