import { decodeBase64Text } from '../../jwt/base64url.ts';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { setOwn } from '../../workspace/formats/read-yaml.ts';
import type { NoteBook } from '../notes.ts';
import { noteKeptTemplate } from '../templates.ts';

const tag = /\$\{\[\s*([^]*?)\s*\]\}/g;
const variable = /^[\w.-]+$/;
const call = /^([\w.]+)\(([^]*)\)$/;
const argument = /(\w+)\s*=\s*(?:b64'([^']*)'|'((?:[^'\\]|\\.)*)'|([\w.-]+))/g;

/** What Postern makes anew for each send, by Yaak's functions. */
const generated: Readonly<Record<string, string>> = {
  'uuid.v4': '{{$guid}}',
  'timestamp.unix': '{{$timestamp}}',
};

/** Turns Yaak's `${[ name ]}`, and its functions where Insomnia or Postman has one that does the same. Others stay and are told of. */
export function yaakTemplates(resources: JsonObject, notes: NoteBook): JsonObject {
  const turned = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return text(value, notes);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(turned);
    const copy: JsonObject = {};
    for (const [key, inner] of Object.entries(value)) setOwn(copy, key, turned(inner));
    return copy;
  };
  return turned(resources) as JsonObject;
}

function text(given: string, notes: NoteBook): string {
  if (!given.includes('${[')) return given;
  return given.replace(tag, (whole, inner: string) => {
    if (variable.test(inner)) return `{{${inner}}}`;
    const [, name = '', args = ''] = call.exec(inner) ?? [];
    const known = Object.hasOwn(generated, name)
      ? generated[name]
      : (response(name, args) ?? prompt(name, args));
    if (known !== undefined) return known;
    noteKeptTemplate(notes, [], `\${[ ${name || inner} ]}`);
    return whole;
  });
}

/** A value that is asked for, as Insomnia writes it. */
function prompt(name: string, args: string): string | undefined {
  if (name !== 'prompt.text') return undefined;
  const values = argumentsOf(args, (base64) => decodeBase64Text(base64) ?? '');
  const quoted = ['title', 'label', 'defaultValue'].map((key) => {
    const value = (values.get(key) ?? '').replace(/[%\\']/g, ' ');
    return `'${value}'`;
  });
  return `{% prompt ${quoted.join(', ')}, '', ${values.get('password') === 'true'} %}`;
}

/** A value of the answer of another request, as Insomnia writes it. */
function response(name: string, args: string): string | undefined {
  const values = argumentsOf(args, (base64) => `b64::${base64}::46b`);
  const request = values.get('request') ?? '';
  const path = values.get('path') ?? '';
  const header = values.get('header') ?? '';
  if (name === 'response.body.path' && path !== '') return `{% response 'body', '${request}', '${path}' %}`;
  if (name === 'response.header' && header !== '')
    return `{% response 'header', '${request}', '${header}' %}`;
  return undefined;
}

/** The arguments of a function by name; what stands in base64, without the letters of addresses, is read by `decode`. */
function argumentsOf(args: string, decode: (base64: string) => string): Map<string, string> {
  return new Map(
    Array.from(args.matchAll(argument), ([, key = '', base64, quoted, plain]): [string, string] => [
      key,
      base64 === undefined
        ? (quoted ?? plain ?? '')
        : decode(base64.replaceAll('-', '+').replaceAll('_', '/')),
    ]),
  );
}
