import type { FormPart } from '../../http/multipart.ts';
import { type CodeRequest, headersBesideForm } from './code-request.ts';
import { doubleQuoted as quote } from './quoting.ts';

/** Writes a request as JavaScript with `fetch`, an ES module for Node and, where no file is sent, for browsers. */
export function fetchCode(request: CodeRequest): string {
  const headers = headersBesideForm(request);
  const options = [`  method: ${quote(request.method)},`];
  if (headers.length > 0) {
    const lines = headers.map(([name, value]) => `    [${quote(name)}, ${quote(value)}],`);
    options.push('  headers: [', ...lines, '  ],');
  }
  const body = bodyOf(request);
  if (body !== undefined) options.push(`  body: ${body},`);
  if (request.timeoutMs !== undefined && request.timeoutMs > 0)
    options.push(`  signal: AbortSignal.timeout(${request.timeoutMs}),`);
  return [
    ...(hasFile(request) ? ["import { openAsBlob } from 'node:fs';", ''] : []),
    ...formLines(request.form),
    `const response = await fetch(${quote(request.url)}, {`,
    ...options,
    '});',
    'console.log(response.status, await response.text());',
  ].join('\n');
}

function hasFile({ parts }: CodeRequest): boolean {
  return (parts ?? []).some((part) => part.kind === 'file');
}

function bodyOf({ parts, form }: CodeRequest): string | undefined {
  if (form !== undefined) return 'form';
  const [only] = parts ?? [];
  if (only === undefined) return undefined;
  return only.kind === 'text' ? quote(only.text) : `await openAsBlob(${quote(only.path)})`;
}

function formLines(form: CodeRequest['form']): string[] {
  if (form === undefined) return [];
  return ['const form = new FormData();', ...form.map((part) => `form.append(${appended(part)});`), ''];
}

function appended({ name, text = '', path, fileName = '', contentType }: FormPart): string {
  if (path !== undefined) {
    const options = contentType === undefined ? '' : `, { type: ${quote(contentType)} }`;
    return `${quote(name)}, await openAsBlob(${quote(path)}${options}), ${quote(fileName)}`;
  }
  if (contentType === undefined) return `${quote(name)}, ${quote(text)}`;
  return `${quote(name)}, new Blob([${quote(text)}], { type: ${quote(contentType)} })`;
}
