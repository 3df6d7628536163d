import { describe, expect, it } from 'vitest';
import type { Request } from '../http/request.ts';
import { isCurlText, readCurl } from './curl.ts';
import { NoteBook } from './notes.ts';

function read(text: string) {
  const notes = new NoteBook('');
  const requests = readCurl(text, notes);
  const list = notes.list();
  return {
    requests: requests.map(({ request }) => request),
    names: requests.map(({ name }) => name),
    codes: list.map(({ code }) => code),
    notes: list,
  };
}

function one(text: string): Request {
  const [request] = read(text).requests;
  if (request === undefined) throw new Error('no request');
  return request;
}

const headers = (request: Request) => request.headers.map(({ key, value }) => `${key}: ${value}`);

describe('POSIX quoting', () => {
  it('reads continuations, quotes and escapes', () => {
    const request = one(
      "curl -X POST 'https://h.example/a b' \\\n  -H \"A: say \\\"hi\\\" \\$5 \\\\ \\x\" \\\r\n  -H 'B: it'\\''s' -H C:\\ d\\ e --data-raw $'l1\\nl2\\t\\'q\\' \\x41\\u00e9\\101'",
    );
    expect(request.url).toBe('https://h.example/a b');
    expect(headers(request).slice(0, 3)).toEqual(['A: say "hi" $5 \\ \\x', "B: it's", 'C: d e']);
    expect(request.body).toMatchObject({ content: "l1\nl2\t'q' AéA" });
  });

  it('skips prompts, comments, sudo and settings before the command', () => {
    for (const text of [
      '$ curl http://h',
      '# note\ncurl http://h',
      'sudo curl http://h',
      'TOKEN=x curl http://h',
      '/usr/bin/curl http://h # end',
    ]) {
      expect(isCurlText(text)).toBe(true);
      expect(one(text).url).toBe('http://h');
    }
    for (const text of ['curling is a sport', '{"curl": 1}', 'https://h/curl', ''])
      expect(isCurlText(text)).toBe(false);
  });

  it('makes variables of the shell variables of ours, and leaves single quotes alone', () => {
    const { requests, notes } = read(
      'curl "https://${yourOktaDomain}/api" -H "Authorization: SSWS $TOKEN" -H \'X: $TOKEN ${y}\'',
    );
    expect(requests[0]?.url).toBe('https://{{yourOktaDomain}}/api');
    expect(requests[0]?.headers.map(({ value }) => value)).toEqual(['SSWS {{TOKEN}}', '$TOKEN ${y}']);
    expect(notes.find(({ code }) => code === 'curl.variable')?.message).toContain('yourOktaDomain, TOKEN');
  });

  it('runs nothing: substitutions, pipes, redirections and other commands are named', () => {
    const { requests, codes, notes } = read(
      'echo hi; curl "http://h/$(whoami)" -H "X: `id`" -o out.json | jq . > file.txt && rm -rf /tmp/x\ncurl http://second',
    );
    expect(requests.map(({ url }) => url)).toEqual(['http://h/$(whoami)', 'http://second']);
    expect(requests[0]?.headers[0]?.value).toBe('`id`');
    expect(codes.toSorted()).toEqual([
      'curl.otherCommand',
      'curl.pipe',
      'curl.redirection',
      'curl.substitution',
    ]);
    expect(notes.find(({ code }) => code === 'curl.pipe')?.message).toContain('"jq"');
  });

  it('takes a body from a here-document or a here-string', () => {
    expect(one('curl http://h --data-binary @- <<EOF\n{"a":\n 1}\nEOF\n').body).toMatchObject({
      content: '{"a":\n 1}\n',
    });
    expect(one("curl http://h -d @- <<< 'a b'").body).toMatchObject({ content: 'a b' });
    expect(one('curl http://h -H "Content-Type: x/y" --data-binary @- < body.bin').body).toEqual({
      type: 'file',
      path: 'body.bin',
    });
    expect(read('curl http://h -d @-').codes).toContain('curl.standardInput');
  });

  it('places a quote that is not closed', () => {
    expect(() => read("curl http://h \\\n -H 'A: b")).toThrow(
      expect.objectContaining({ code: 'ERR_IMPORT_INVALID_CURL', details: { line: 2, column: 5 } }),
    );
  });
});

describe('a command pasted without its continuations', () => {
  const text = `curl -i -X GET
-H "Accept: application/json"
-H "Content-Type: application/json"
-H "Authorization: SSWS 00abc"
"https://{{domain}}/api/v1/users?limit=2"`;

  it('is read as one command, with a warning and all its headers', () => {
    for (const source of [text, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', ' \\ \n')]) {
      const { requests, codes } = read(source);
      expect(requests).toHaveLength(1);
      expect(requests[0]).toMatchObject({ method: 'GET', url: 'https://{{domain}}/api/v1/users?limit=2' });
      expect(headers(requests[0]!)).toEqual([
        'Accept: application/json',
        'Content-Type: application/json',
        'Authorization: SSWS 00abc',
      ]);
      expect(codes).toEqual(['curl.continuationAdded']);
    }
  });

  it('is told apart from two commands', () => {
    expect(read('curl http://a\ncurl http://b').requests).toHaveLength(2);
  });

  it('may have typographic quotes', () => {
    const { requests, codes } = read('curl -H “Accept: a/b” ‘http://h’');
    expect(headers(requests[0]!)).toEqual(['Accept: a/b']);
    expect(codes).toEqual(['curl.typographicQuotes']);
  });
});

describe('Windows quoting', () => {
  it('reads what a browser copies for cmd', () => {
    const request = one(
      'curl ^"https://h.example/x?a=1^&b=^%^20c^" ^\r\n  -H ^"accept: */*^" ^\r\n  -H ^"x: say ^\\^"hi^\\^"^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":^[1,2^]^}^" ^\r\n  --compressed',
    );
    expect(request.url).toBe('https://h.example/x?a=1&b=%20c');
    expect(headers(request).slice(0, 2)).toEqual(['accept: */*', 'x: say "hi"']);
    expect(request.body).toMatchObject({ content: '{"a":[1,2]}' });
  });

  it('reads plain double quotes with carets at the ends of lines', () => {
    const request = one('curl -X POST "http://h" ^\n -H "A: b" ^\n -d "{\\"q\\": \\"it\'s \\\\ ok\\"}"');
    expect(request.body).toMatchObject({ content: '{"q": "it\'s \\\\ ok"}' });
    expect(request.method).toBe('POST');
  });

  it('stops at operators outside quotes', () => {
    const { requests, codes } = read('curl "http://h?a=1&b=2" ^\n -H "A: b" | findstr x');
    expect(requests[0]?.url).toBe('http://h?a=1&b=2');
    expect(codes).toContain('curl.pipe');
  });

  it('reads PowerShell', () => {
    const request = one(
      'curl.exe -X POST \'http://h/it\'\'s\' `\n  -H "A: `"q`" $env:TOKEN `$5" `\n  -d \'{\\"a\\": 1}\'',
    );
    expect(request.url).toBe("http://h/it's");
    expect(headers(request)[0]).toBe('A: "q" {{TOKEN}} $5');
    expect(request.body).toMatchObject({ content: '{"a": 1}' });
  });
});

describe('options', () => {
  it.each<[string, string, string]>([
    ['curl http://h', 'GET', 'http://h'],
    ['curl -I http://h', 'HEAD', 'http://h'],
    ['curl -d a=b http://h', 'POST', 'http://h'],
    ['curl -F a=b http://h', 'POST', 'http://h'],
    ['curl -T f http://h/dir/', 'PUT', 'http://h/dir/f'],
    ['curl -XPATCH http://h', 'PATCH', 'http://h'],
    ['curl -X wHat http://h', 'wHat', 'http://h'],
    ['curl -sSLkXDELETE http://h', 'DELETE', 'http://h'],
    ['curl --request=PUT --url=http://h', 'PUT', 'http://h'],
    ['curl -G -d a=1 --data-urlencode "b=x y&z" "http://h?c=3#f"', 'GET', 'http://h?c=3&a=1&b=x%20y%26z#f'],
    ['curl -G -I -d a=1 http://h', 'HEAD', 'http://h?a=1'],
    ['curl --url-query a=b http://h', 'GET', 'http://h?a=b'],
    ['curl h.example/x', 'GET', 'http://h.example/x'],
    ['curl {{url}}/x', 'GET', '{{url}}/x'],
    ['curl -- http://h', 'GET', 'http://h'],
  ])('%s', (text, method, url) => {
    expect(one(text)).toMatchObject({ method, url });
  });

  it.each<[string, unknown]>([
    [
      'curl http://h -d a=b -d c=d%20e+f',
      {
        type: 'urlencoded',
        rows: [
          { key: 'a', value: 'b' },
          { key: 'c', value: 'd e f' },
        ],
      },
    ],
    ['curl http://h -H "Content-Type: application/json" -d @body.json', { type: 'file', path: 'body.json' }],
    ['curl http://h --data-raw @at', { type: 'raw', language: 'text', content: '@at' }],
    [`curl http://h --json '{"a":' --json '1}'`, { type: 'raw', language: 'json', content: '{"a":1}' }],
    [
      `curl http://h -H 'content-type: text/xml' -d '<a/>'`,
      { type: 'raw', language: 'xml', content: '<a/>' },
    ],
    [`curl http://h -d '{"a":1}'`, { type: 'raw', language: 'json', content: '{"a":1}' }],
    [
      'curl http://h --data-urlencode "a=b c" --data-urlencode "=x&y"',
      { type: 'raw', content: 'a=b%20c&x%26y' },
    ],
    [
      'curl http://h -F a=b -F "f=@/x/y.csv;type=text/csv" -F "g=@a,b" --form-string s=@no -F "q=\\"x;y\\";type=a/b"',
      {
        type: 'formdata',
        rows: [
          { key: 'a', value: 'b', type: 'text' },
          { key: 'f', value: '', type: 'file', src: ['/x/y.csv'], contentType: 'text/csv' },
          { key: 'g', value: '', type: 'file', src: ['a', 'b'] },
          { key: 's', value: '@no', type: 'text' },
          { key: 'q', value: 'x;y', type: 'text', contentType: 'a/b' },
        ],
      },
    ],
    ['curl http://h -T file.bin', { type: 'file', path: 'file.bin' }],
    ['curl http://h', { type: 'none' }],
  ])('%s has its body', (text, body) => {
    expect(one(text).body).toMatchObject(body as object);
  });

  it('reads headers in all their forms', () => {
    const request = one(
      'curl http://h -H "A: b: c" -H "Empty;" -H "Accept:" -A agent -e http://r -b "a=1; b=2" -b c=3 -r 0-9',
    );
    expect(headers(request)).toEqual([
      'A: b: c',
      'Empty: ',
      'User-Agent: agent',
      'Referer: http://r',
      'Cookie: a=1; b=2; c=3',
      'Range: bytes=0-9',
    ]);
    expect(request.settings?.disabledSystemHeaders).toEqual(['accept']);
  });

  it('lets a written header win over an option for it', () => {
    expect(headers(one('curl http://h -A x -H "user-agent: y"'))).toEqual(['user-agent: y']);
    expect(headers(one("curl http://h --json '{}' -H 'accept: x'"))).toEqual([
      'accept: x',
      'Content-Type: application/json',
    ]);
  });

  it('reads authorization', () => {
    const auth = (text: string) => {
      const found = one(text).auth;
      return [
        found?.type,
        ...(found?.credentials.map(({ key, value }) => `${key}=${value as string}`) ?? []),
      ];
    };
    expect(auth('curl -u me:p:w http://h')).toEqual(['basic', 'username=me', 'password=p:w']);
    expect(auth('curl -ume http://h')).toEqual(['basic', 'username=me', 'password=']);
    expect(auth('curl --digest -u a:b http://h')).toEqual(['digest', 'username=a', 'password=b']);
    expect(auth('curl --oauth2-bearer tok http://h')).toEqual(['bearer', 'token=tok']);
    expect(auth('curl --aws-sigv4 aws:amz:eu-west-1:es -u k:s http://h')).toEqual([
      'awsv4',
      'accessKey=k',
      'secretKey=s',
      'region=eu-west-1',
      'service=es',
    ]);
  });

  it('reads settings', () => {
    expect(one('curl -kL --max-redirs 3 -m 2.5 --http2 http://h').settings).toEqual({
      verifyTls: false,
      followRedirects: true,
      maxRedirects: 3,
      timeoutMs: 2500,
      protocolVersion: 'http2',
    });
    expect(one('curl --no-location http://h').settings).toEqual({ followRedirects: false });
  });

  it('names options that have no effect here, without their values', () => {
    const { notes } = read('curl -s -x http://u:secret@proxy --cert c.pem --nonsense http://h');
    const note = notes.find(({ code }) => code === 'curl.optionNotApplied');
    expect(note?.message).toContain('--nonsense, --proxy, --cert');
    expect(JSON.stringify(notes)).not.toContain('secret');
  });

  it('makes a request for each address, and for each group after --next', () => {
    const { requests, names } = read('curl -d a=b http://h/1 http://h/2 --next -X DELETE http://h/3');
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST http://h/1',
      'POST http://h/2',
      'DELETE http://h/3',
    ]);
    expect(names).toEqual(['POST /1', 'POST /2', 'DELETE /3']);
  });

  it.each(['curl', 'curl -X GET', 'echo curl-like', ''])('refuses %j', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'ERR_IMPORT_INVALID_CURL' }));
  });

  it('never throws anything else, whatever is pasted', () => {
    const pieces = [
      "'",
      '"',
      '\\',
      '\n',
      ' ',
      '$',
      '(',
      ')',
      '`',
      '^',
      '|',
      '>',
      '<',
      '<<',
      '-H',
      '-d',
      '@',
      'http://h',
      '{{x}}',
      '&',
      ';',
      '#',
      '$(',
      "$'",
      '-F a=',
      '=',
      '\r\n',
      '--',
      '-',
    ];
    let seed = 7;
    const next = () => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
    for (let round = 0; round < 3_000; round += 1) {
      const text = `curl ${Array.from({ length: 8 }, () => pieces[Math.floor(next() * pieces.length)]).join('')}`;
      try {
        read(text);
      } catch (fault) {
        expect([text, (fault as { code?: string }).code]).toEqual([text, 'ERR_IMPORT_INVALID_CURL']);
      }
    }
  });
});
