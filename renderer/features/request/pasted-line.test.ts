import { expect, it } from 'vitest';
import { readPastedLine } from './pasted-line.ts';

it.each([
  ['POST https://a.test/users', { method: 'POST', url: 'https://a.test/users' }],
  [' GET\thttp://a.test/?q=1 HTTP/1.1\n', { method: 'GET', url: 'http://a.test/?q=1' }],
  ['DELETE {{url}}/users/:id', { method: 'DELETE', url: '{{url}}/users/:id' }],
])('takes %j apart', (text, parts) => expect(readPastedLine(text)).toEqual(parts));

it.each([
  'https://a.test/users',
  'POST /users',
  'post https://a.test',
  'See https://a.test',
  'GET https://a.test and more',
  'GET https://a.test\nAccept: text/plain',
])('leaves %j as it is', (text) => expect(readPastedLine(text)).toBeUndefined());
