import { encodeQueryData } from '../http/percent-encoding.ts';

/** Where an API key goes: a header line, or an encoded `name=value` of the query. */
export type ApiKeyPlacement = { in: 'header'; name: string; value: string } | { in: 'query'; piece: string };

/** Places an API key; anything but `query` means a header, as in Postman. */
export function placeApiKey(name: string, value: string, placement: string | undefined): ApiKeyPlacement {
  if (placement !== 'query') return { in: 'header', name, value };
  return { in: 'query', piece: `${encodeQueryData(name)}=${encodeQueryData(value)}` };
}
