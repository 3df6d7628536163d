import type { JsonValue } from '../../json-value.ts';
import type { Script } from '../script.ts';
import { isMap, present, readList, readText } from './plain-fields.ts';

const defaultLanguage = 'text/javascript';
/** Definitions say for which protocol a script is; in memory a script of HTTP goes by the same name everywhere. */
const protocolPrefix = 'http:';
const httpTypes = ['beforeRequest', 'afterResponse'];

/** Reads `scripts` of a request or definition; code given as a list of lines is joined. */
export function readScripts(value: JsonValue | undefined): Script[] {
  return readList(value).flatMap((entry) => {
    if (!isMap(entry)) return [];
    const { code } = entry;
    const type = readText(entry['type']);
    return [
      {
        type: type.startsWith(protocolPrefix) ? type.slice(protocolPrefix.length) : type,
        code: Array.isArray(code) ? code.map(readText).join('\n') : readText(code),
        language: readText(entry['language']) || defaultLanguage,
      },
    ];
  });
}

/** Writes `scripts` of a request, or, with the protocol in their types, of a definition. */
export function writeScripts(scripts: readonly Script[], place: 'request' | 'definition'): JsonValue[] {
  return scripts.map(({ type, code, language }) =>
    present({
      type: place === 'definition' && httpTypes.includes(type) ? protocolPrefix + type : type,
      code,
      language,
    }),
  );
}
