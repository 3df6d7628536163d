import type { FormPart } from '../../http/multipart.ts';
import { type CodeRequest, headersBesideForm, joinedHeaders } from './code-request.ts';
import { doubleQuoted as quote } from './quoting.ts';

/** Writes a request as Python with the package `requests`. */
export function requestsCode(request: CodeRequest): string {
  const headers = joinedHeaders(headersBesideForm(request));
  const lines = [`    ${quote(request.method)},`, `    ${quote(request.url)},`];
  if (headers.length > 0) {
    lines.push(
      '    headers={',
      ...headers.map(([name, value]) => `        ${quote(name)}: ${quote(value)},`),
      '    },',
    );
  }
  lines.push(...bodyLines(request));
  if (request.verifyTls === false) lines.push('    verify=False,');
  if (request.timeoutMs !== undefined && request.timeoutMs > 0)
    lines.push(`    timeout=${request.timeoutMs / 1000},`);
  return [
    'import requests',
    '',
    'response = requests.request(',
    ...lines,
    ')',
    'print(response.status_code)',
    'print(response.text)',
  ].join('\n');
}

function bodyLines({ parts, form }: CodeRequest): string[] {
  if (form !== undefined)
    return ['    files=[', ...form.map((part) => `        ${formEntry(part)},`), '    ],'];
  const [only] = parts ?? [];
  if (only === undefined) return [];
  return only.kind === 'text'
    ? [`    data=${quote(only.text)}.encode("utf-8"),`]
    : [`    data=open(${quote(only.path)}, "rb"),`];
}

function formEntry({ name, text = '', path, fileName = '', contentType }: FormPart): string {
  const type = contentType === undefined ? '' : `, ${quote(contentType)}`;
  if (path !== undefined) return `(${quote(name)}, (${quote(fileName)}, open(${quote(path)}, "rb")${type}))`;
  return `(${quote(name)}, (None, ${quote(text)}${type}))`;
}
