import { type CodeRequest, headersBesideForm } from './code-request.ts';
import type { FormPart } from '../../http/multipart.ts';
import { cmdQuoted, posixQuoted } from './quoting.ts';

interface Shell {
  quote(text: string): string;
  /** Continues the command on the next line. */
  continuation: string;
}

const posix: Shell = { quote: posixQuoted, continuation: ' \\\n  ' };
const cmd: Shell = { quote: cmdQuoted, continuation: ' ^\n  ' };

/** Writes a request as a curl command for bash, zsh and other POSIX shells. */
export function curlCommand(request: CodeRequest): string {
  const text = onlyText(request);
  // No argument can hold a NUL.
  if (text?.includes('\0') !== true) return write(request, posix);
  const piped = write({ ...request, parts: [{ kind: 'file', path: '-' }] }, posix);
  return `printf ${posixQuoted(printfFormat(text))} |\n  ${piped}`;
}

/** Writes a request as a curl command for the command prompt of Windows (cmd.exe). */
export function curlForCmd(request: CodeRequest): string {
  return write(request, cmd);
}

function onlyText({ parts, form }: CodeRequest): string | undefined {
  const [only] = parts ?? [];
  return form === undefined && only?.kind === 'text' ? only.text : undefined;
}

function printfFormat(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')
    .replaceAll('\0', String.raw`\000`);
}

function write(request: CodeRequest, { quote, continuation }: Shell): string {
  const { method, url } = request;
  const hasBody = request.form !== undefined || request.parts !== undefined;
  const first = ['curl'];
  if (method === 'HEAD' && !hasBody) first.push('--head');
  else if (method !== (hasBody ? 'POST' : 'GET')) first.push(`--request ${quote(method)}`);
  // curl reads brackets as ranges and takes dot segments out unless it is told not to.
  if (/[[\]{}]/.test(url)) first.push('--globoff');
  if (/\/\.{1,2}(?:[/?]|$)/.test(url.replace(/^https?:\/\/[^/]*/, ''))) first.push('--path-as-is');
  first.push(quote(url));
  const lines = [first.join(' '), ...headerLines(request, quote), ...bodyLines(request, quote)];
  if (request.verifyTls === false) lines.push('--insecure');
  if (request.timeoutMs !== undefined && request.timeoutMs > 0)
    lines.push(`--max-time ${request.timeoutMs / 1000}`);
  return lines.join(continuation);
}

function headerLines(request: CodeRequest, quote: Shell['quote']): string[] {
  const headers = headersBesideForm(request);
  const lines = headers.map(
    ([name, value]) => `--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`,
  );
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  // curl would say that any text is a form.
  if (request.parts !== undefined && request.form === undefined && !hasType)
    lines.push(`--header ${quote('Content-Type:')}`);
  return lines;
}

function bodyLines({ parts, form }: CodeRequest, quote: Shell['quote']): string[] {
  if (form !== undefined) return form.map((part) => formLine(part, quote));
  return (parts ?? []).map((part) =>
    part.kind === 'text' ? `--data-raw ${quote(part.text)}` : `--data-binary ${quote(`@${part.path}`)}`,
  );
}

function formLine({ name, text, path, fileName, contentType }: FormPart, quote: Shell['quote']): string {
  const type = contentType === undefined ? '' : `;type=${contentType}`;
  if (path !== undefined) {
    const called = fileName === undefined ? '' : `;filename=${formQuoted(fileName)}`;
    return `--form ${quote(`${name}=@${formQuoted(path)}${called}${type}`)}`;
  }
  if (contentType === undefined) return `--form-string ${quote(`${name}=${text ?? ''}`)}`;
  return `--form ${quote(`${name}=${formQuoted(text ?? '')}${type}`)}`;
}

/** Quoted, no `@`, `<` or `;` means anything to curl. */
function formQuoted(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}
