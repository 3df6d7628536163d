import xml2js from 'xml2js';

interface XmlReader {
  parseString(text: string, options: object, done: (fault: unknown, result: unknown) => void): void;
}

/** As Postman has it. @see https://github.com/Leonidas-from-XIV/node-xml2js#options */
const options = { explicitArray: false, async: false, trim: true, mergeAttrs: false };

/** Gives the elements of an XML text as an object, attributes under `$`; what is no XML gives nothing and a warning. */
function xml2Json(text: unknown): unknown {
  let json: unknown;
  let reason: unknown;
  (xml2js as XmlReader).parseString(String(text), options, (fault, result) => {
    if (fault !== null) reason ??= fault;
    else json = result;
  });
  if (reason === undefined) return json;
  const { message } = reason as Error;
  (globalThis as unknown as { console: { warn(text: string): void } }).console.warn(
    `xml2Json could not read this: ${message.split('\n', 1).join('')}.`,
  );
  return undefined;
}

export const lent: unknown = xml2js;

export const named = xml2Json;
