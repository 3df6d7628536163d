import { type CodeRequest, splitContentType } from './code-request.ts';
import { doubleQuoted as quote } from './quoting.ts';

/** Writes a request as a C# program on `HttpClient` (.NET 6 or newer, top-level statements). */
export function csharpCode(request: CodeRequest): string {
  const { method, url, parts, timeoutMs } = request;
  const { contentType, rest } = splitContentType(request.headers);
  const lines = ['using System.Net.Http;', 'using System.Text;', ''];
  if (request.verifyTls === false) {
    lines.push(
      'var handler = new HttpClientHandler();',
      'handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;',
      'using var client = new HttpClient(handler);',
    );
  } else lines.push('using var client = new HttpClient();');
  if (timeoutMs !== undefined && timeoutMs > 0)
    lines.push(`client.Timeout = TimeSpan.FromMilliseconds(${timeoutMs});`);
  lines.push(`var request = new HttpRequestMessage(new HttpMethod(${quote(method)}), ${quote(url)});`);
  lines.push(
    ...rest.map(
      ([name, value]) => `request.Headers.TryAddWithoutValidation(${quote(name)}, ${quote(value)});`,
    ),
  );
  if (parts !== undefined) {
    lines.push('var body = new MemoryStream();');
    for (const part of parts) {
      const bytes =
        part.kind === 'text'
          ? `Encoding.UTF8.GetBytes(${quote(part.text)})`
          : `File.ReadAllBytes(${quote(part.path)})`;
      lines.push(`body.Write(${bytes});`);
    }
    lines.push('request.Content = new ByteArrayContent(body.ToArray());');
    if (contentType !== undefined)
      lines.push(`request.Content.Headers.TryAddWithoutValidation("Content-Type", ${quote(contentType)});`);
  }
  lines.push(
    'using var response = await client.SendAsync(request);',
    'Console.WriteLine((int)response.StatusCode);',
    'Console.WriteLine(await response.Content.ReadAsStringAsync());',
  );
  return lines.join('\n');
}
