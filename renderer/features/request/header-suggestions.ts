import type { Row } from '../../../core/http/row.ts';
import type { Suggestion } from '../../ui/suggestion-list.tsx';

const names = [
  'Accept',
  'Accept-Charset',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Cache-Control',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Type',
  'Cookie',
  'Date',
  'DPoP',
  'Forwarded',
  'Host',
  'Idempotency-Key',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Range',
  'If-Unmodified-Since',
  'Origin',
  'Pragma',
  'Prefer',
  'Proxy-Authorization',
  'Range',
  'Referer',
  'TE',
  'traceparent',
  'tracestate',
  'User-Agent',
  'Via',
  'X-API-Key',
  'X-Correlation-ID',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-HTTP-Method-Override',
  'X-Request-ID',
  'X-Requested-With',
];

const mediaTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/scim+json',
  'application/problem+json',
  'application/xml',
  'application/yaml',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'application/pdf',
  'application/jwt',
  'multipart/form-data',
  'text/plain',
  'text/csv',
  'text/html',
  'text/xml',
  'image/png',
  'image/jpeg',
  'image/svg+xml',
];

const values = new Map<string, readonly string[]>([
  ['accept', ['*/*', ...mediaTypes]],
  ['content-type', mediaTypes],
  ['authorization', ['Bearer {{token}}', 'Basic ', 'SSWS {{apikey}}', 'DPoP ']],
  ['accept-encoding', ['gzip, deflate, br', 'gzip', 'identity']],
  ['accept-language', ['en', 'en-US,en;q=0.9', 'de', 'fr', 'ja']],
  ['cache-control', ['no-cache', 'no-store', 'max-age=0']],
  ['pragma', ['no-cache']],
  ['prefer', ['return=minimal', 'return=representation', 'respond-async']],
  ['idempotency-key', ['{{$guid}}']],
  ['x-request-id', ['{{$guid}}']],
  ['x-correlation-id', ['{{$guid}}']],
  ['x-requested-with', ['XMLHttpRequest']],
]);

const nameSuggestions: readonly Suggestion[] = names.map((value) => ({ value }));
const valueSuggestions = new Map(
  [...values].map(([name, list]): [string, readonly Suggestion[]] => [
    name,
    list.map((value) => ({ value })),
  ]),
);
const mediaTypeOffers: readonly Suggestion[] = mediaTypes.map((value) => ({ value }));
const nothing: readonly Suggestion[] = [];

/** Names to offer in a header row. */
export function headerNameSuggestions(): readonly Suggestion[] {
  return nameSuggestions;
}

/** Values to offer for the header of a row. */
export function headerValueSuggestions(row: Row): readonly Suggestion[] {
  return valueSuggestions.get(row.key.trim().toLowerCase()) ?? nothing;
}

/** Media types to offer for a part of a form. */
export function mediaTypeSuggestions(): readonly Suggestion[] {
  return mediaTypeOffers;
}
