import type { Auth } from '../../../core/auth/auth.ts';
import { type Request, emptyRequest } from '../../../core/http/request.ts';
import type { FakeServer } from '../../oauth/testing/oauth-bench.ts';

export const row = (key: string, value: string) => ({ key, value });
export const secretName = (at: number) => `secret${at}`;
/** The variable that stands for a secret. */
export const hidden = (at: number) => `{{${secretName(at)}}}`;

/** Each place of a request a secret can stand in. */
export function requestsWith(server: FakeServer): Request[] {
  const base = (path: string): Request => ({
    ...emptyRequest(),
    method: 'POST',
    url: `${server.url}${path}`,
  });
  const auths: Auth[] = [
    { type: 'basic', credentials: [row('username', 'tony'), row('password', hidden(11))] },
    { type: 'bearer', credentials: [row('token', hidden(12))] },
    { type: 'apikey', credentials: [row('key', 'X-Api-Key'), row('value', hidden(13)), row('in', 'header')] },
    { type: 'apikey', credentials: [row('key', 'api_key'), row('value', hidden(14)), row('in', 'query')] },
    { type: 'digest', credentials: [row('username', 'tony'), row('password', hidden(37))] },
    { type: 'awsv4', credentials: [row('accessKey', 'AKID'), row('secretKey', hidden(38))] },
    { type: 'oauth1', credentials: [row('consumerKey', 'me'), row('consumerSecret', hidden(39))] },
    { type: 'jwt', credentials: [row('secret', hidden(40)), row('payload', '{"sub":"me"}')] },
    { type: 'hawk', credentials: [row('authId', 'me'), row('authKey', hidden(45))] },
    {
      type: 'edgegrid',
      credentials: [
        row('accessToken', hidden(46)),
        row('clientToken', hidden(47)),
        row('clientSecret', hidden(48)),
      ],
    },
  ];
  return [
    ...auths.flatMap((auth) => [
      { ...base('/api/a'), auth },
      { ...base('/api/moved'), auth },
    ]),
    {
      ...base('/api/h'),
      headers: [row('Authorization', `SSWS ${hidden(15)}`), row('Cookie', `sid=${hidden(16)}`)],
    },
    { ...base('/api/h'), headers: [row('X-Anything', `pre ${hidden(17)} post`)] },
    { ...base(`/api/q?k=${hidden(18)}&l=${hidden(20)}`) },
    { ...base(`/api/moved?k=${hidden(19)}`) },
    { ...base('/api/:id/x'), pathVariables: [row('id', hidden(21))] },
    { ...base('/api/raw'), body: { type: 'raw', language: 'json', content: `{"k":"${hidden(22)}"}` } },
    { ...base('/api/form'), body: { type: 'urlencoded', rows: [row('k', hidden(25))] } },
    {
      ...base('/api/multi'),
      body: { type: 'formdata', rows: [{ ...row('k', hidden(26)), type: 'text' }] },
    },
    { ...base('/api/gql'), body: { type: 'graphql', query: '{a}', variables: `{"k":"${hidden(27)}"}` } },
    // What cannot be sent.
    { ...base('/api/x'), url: `http://127.0.0.1:1/${hidden(28)}` },
    { ...base('/api/x'), url: `http://${hidden(29)}.invalid/` },
    { ...base('/api/x'), url: `ftp://host/${hidden(31)}` },
    { ...base('/api/x'), method: `GE T${hidden(32)}` },
    { ...base('/api/x'), headers: [row('X-Bad', `${hidden(33)}\r\nX: y`)] },
    { ...base('/api/x'), headers: [row('X-Missing', `{{nobody}}${hidden(34)}`)] },
    { ...base('/api/x'), body: { type: 'file', path: `/nowhere/${hidden(36)}` } },
  ];
}
