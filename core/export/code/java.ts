import type { CodeRequest } from './code-request.ts';
import { doubleQuoted as quote } from './quoting.ts';

/** A string constant of Java holds 65,535 bytes; of any text, this many characters take less. */
const maxConstantLength = 16_000;

/** Writes a request as a Java program on `java.net.http` (Java 16 or newer where files and texts are joined). */
export function javaCode(request: CodeRequest): string {
  const { method, url, headers, parts = [], timeoutMs } = request;
  const hasTimeout = timeoutMs !== undefined && timeoutMs > 0;
  const imports = [
    'java.net.URI',
    'java.net.http.HttpClient',
    'java.net.http.HttpRequest',
    'java.net.http.HttpResponse',
  ];
  if (parts.some((part) => part.kind === 'file')) imports.push('java.nio.file.Path');
  if (hasTimeout) imports.push('java.time.Duration');
  return [
    ...imports.map((name) => `import ${name};`),
    '',
    'public class Main {',
    '  public static void main(String[] args) throws Exception {',
    `    HttpRequest request = HttpRequest.newBuilder(URI.create(${quote(url)}))`,
    ...(hasTimeout ? [`        .timeout(Duration.ofMillis(${timeoutMs}))`] : []),
    ...headers.map(([name, value]) => `        .header(${quote(name)}, ${quote(value)})`),
    `        .method(${quote(method)}, ${publisherOf(parts)})`,
    '        .build();',
    '    HttpResponse<String> response = HttpClient.newHttpClient()',
    '        .send(request, HttpResponse.BodyHandlers.ofString());',
    '    System.out.println(response.statusCode());',
    '    System.out.println(response.body());',
    '  }',
    '}',
  ].join('\n');
}

function publisherOf(parts: NonNullable<CodeRequest['parts']>): string {
  const publishers = parts.map((part) =>
    part.kind === 'text'
      ? `HttpRequest.BodyPublishers.ofString(${constants(part.text)})`
      : `HttpRequest.BodyPublishers.ofFile(Path.of(${quote(part.path)}))`,
  );
  if (publishers.length === 0) return 'HttpRequest.BodyPublishers.noBody()';
  if (publishers.length === 1) return publishers[0] ?? '';
  return `HttpRequest.BodyPublishers.concat(\n            ${publishers.join(',\n            ')})`;
}

function constants(text: string): string {
  if (text.length <= maxConstantLength) return quote(text);
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + maxConstantLength, text.length);
    // Never between the two halves of a character.
    if (/[\ud800-\udbff]/.test(text.charAt(end - 1)) && end < text.length) end -= 1;
    pieces.push(quote(text.slice(at, end)));
    at = end;
  }
  return `String.join("", ${pieces.join(', ')})`;
}
