import type { CodeRequest } from './code-request.ts';
import { doubleQuoted as quote } from './quoting.ts';

const stop = ['\tif err != nil {', '\t\tpanic(err)', '\t}'];

/** Writes a request as a Go program on `net/http`. */
export function goCode(request: CodeRequest): string {
  const { method, url, headers, parts = [] } = request;
  const files = parts.filter((part) => part.kind === 'file');
  const packages = ['fmt', 'io', 'net/http'];
  if (files.length > 0) packages.push('os');
  if (parts.some((part) => part.kind === 'text')) packages.push('strings');
  if (request.verifyTls === false) packages.push('crypto/tls');
  if (hasTimeout(request)) packages.push('time');
  const opens = files.flatMap(({ path }, index) => [
    `\tfile${index + 1}, err := os.Open(${quote(path)})`,
    ...stop,
    `\tdefer file${index + 1}.Close()`,
  ]);
  return [
    'package main',
    '',
    'import (',
    ...packages.toSorted().map((name) => `\t${quote(name)}`),
    ')',
    '',
    'func main() {',
    ...opens,
    `\trequest, err := http.NewRequest(${quote(method)}, ${quote(url)}, ${readerOf(parts)})`,
    ...stop,
    ...headers.map(([name, value]) =>
      name.toLowerCase() === 'host'
        ? `\trequest.Host = ${quote(value)}`
        : `\trequest.Header.Add(${quote(name)}, ${quote(value)})`,
    ),
    ...clientLines(request),
    '\tresponse, err := client.Do(request)',
    ...stop,
    '\tdefer response.Body.Close()',
    '\tbody, err := io.ReadAll(response.Body)',
    ...stop,
    '\tfmt.Println(response.Status)',
    '\tfmt.Println(string(body))',
    '}',
  ].join('\n');
}

function hasTimeout({ timeoutMs }: CodeRequest): boolean {
  return timeoutMs !== undefined && timeoutMs > 0;
}

function clientLines(request: CodeRequest): string[] {
  const fields: string[] = [];
  if (hasTimeout(request)) fields.push(`\t\tTimeout: ${request.timeoutMs} * time.Millisecond,`);
  if (request.verifyTls === false) {
    fields.push('\t\tTransport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}},');
  }
  return fields.length === 0
    ? ['\tclient := http.DefaultClient']
    : ['\tclient := &http.Client{', ...fields, '\t}'];
}

function readerOf(parts: NonNullable<CodeRequest['parts']>): string {
  let file = 0;
  const readers = parts.map((part) =>
    part.kind === 'text' ? `strings.NewReader(${quote(part.text)})` : `file${(file += 1)}`,
  );
  if (readers.length === 0) return 'nil';
  return readers.length === 1 ? (readers[0] ?? 'nil') : `io.MultiReader(${readers.join(', ')})`;
}
