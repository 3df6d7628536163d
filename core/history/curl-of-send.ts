import { curlCommand } from '../export/code/curl.ts';
import { maskText } from '../http/mask.ts';
import { declaredMediaType } from '../http/media-type.ts';
import type { HistoryDetails } from './history-entry.ts';

/** What curl says by itself, for the connection it makes. */
const ofConnection = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'host',
  'transfer-encoding',
]);
const encodedMask = encodeURIComponent(maskText);

/**
 * Writes a send of the history as a curl command. What was masked is `<secret>`, to be found and replaced; what of the body
 * is not kept is said in a comment.
 */
export function curlOfSend(details: Pick<HistoryDetails, 'sent' | 'exchange' | 'requestBody'>): string {
  const { requestBody } = details;
  const { method, url, headers, bodySizeBytes } = details.exchange?.request ?? details.sent;
  const show = (text: string) => text.replaceAll(maskText, '<secret>').replaceAll(encodedMask, '<secret>');
  const request = {
    method,
    url: show(url),
    headers: headers
      .filter(([name, value]) => !ofConnection.has(name.toLowerCase()) && !isOurs(name, value))
      .map(([name, value]): [string, string] => [name, show(value)]),
    ...(requestBody === undefined
      ? {}
      : { parts: [{ kind: 'text' as const, text: show(requestBody.text) }] }),
  };
  const remarks: string[] = [];
  if (requestBody?.isCut === true) remarks.push('The history kept only the beginning of the body.');
  else if (requestBody === undefined && bodySizeBytes > 0) remarks.push('The history did not keep the body.');
  if (requestBody !== undefined && declaredMediaType(headers).startsWith('multipart/'))
    remarks.push('Files of the form stand in the body by their names.');
  return [...remarks.map((remark) => `# ${remark}`), curlCommand(request)].join('\n');
}

function isOurs(name: string, value: string): boolean {
  return name.toLowerCase() === 'user-agent' && value.startsWith('Postern/');
}
