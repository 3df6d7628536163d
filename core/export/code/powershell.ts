import { type CodeRequest, joinedHeaders, splitContentType } from './code-request.ts';
import { powershellQuoted as quote } from './quoting.ts';

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS', 'PATCH']);

/** Writes a request as PowerShell 7 with `Invoke-WebRequest`. */
export function powershellCode(request: CodeRequest): string {
  const { method, url, parts, timeoutMs } = request;
  const { contentType, rest } = splitContentType(joinedHeaders(request.headers));
  const lines: string[] = [];
  if (rest.length > 0) {
    lines.push('$headers = @{', ...rest.map(([name, value]) => `  ${quote(name)} = ${quote(value)}`), '}');
  }
  if (parts !== undefined) lines.push(...bodyLines(parts));
  const options = [
    `${knownMethods.has(method) ? '-Method' : '-CustomMethod'} ${quote(method)}`,
    `-Uri ${quote(url)}`,
    ...(rest.length > 0 ? ['-Headers $headers'] : []),
    ...(contentType === undefined ? [] : [`-ContentType ${quote(contentType)}`]),
    ...(parts === undefined ? [] : ['-Body $body.ToArray()']),
    '-SkipHeaderValidation',
    '-SkipHttpErrorCheck',
    ...(request.verifyTls === false ? ['-SkipCertificateCheck'] : []),
    ...(timeoutMs !== undefined && timeoutMs > 0 ? [`-TimeoutSec ${Math.ceil(timeoutMs / 1000)}`] : []),
  ];
  lines.push(
    `$response = Invoke-WebRequest ${options.join(' `\n  ')}`,
    '$response.StatusCode',
    '$response.Content',
  );
  return lines.join('\n');
}

function bodyLines(parts: NonNullable<CodeRequest['parts']>): string[] {
  const lines = ['$body = [System.IO.MemoryStream]::new()'];
  for (const part of parts) {
    lines.push(
      part.kind === 'text'
        ? `$bytes = [System.Text.Encoding]::UTF8.GetBytes(${quote(part.text)})`
        : `$bytes = [System.IO.File]::ReadAllBytes(${quote(part.path)})`,
      '$body.Write($bytes, 0, $bytes.Length)',
    );
  }
  return lines;
}
