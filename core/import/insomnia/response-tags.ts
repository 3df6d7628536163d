import { textOfBase64 } from '../../auth/base64.ts';
import { countOf } from '../../count-of.ts';
import type { ExtractionRule } from '../../links/extraction-rule.ts';
import { proposeVariableName } from '../../links/extract-ids.ts';
import { asText, field } from '../../postman/residue.ts';
import type { RequestItem } from '../../workspace/collection.ts';
import type { NoteBook } from '../notes.ts';
import { type InsomniaNode, ownOrMeta } from './nodes.ts';

const tag = /\{%-?\s*response\s+([^%]*?)\s*-?%\}/g;
const argument = /'([^']*)'|"([^"]*)"|[^\s,]+/g;
/** Filters are written in base64 between these marks. */
const encoded = /^b64::([A-Za-z0-9+/=]*)::46b$/;

type Taken = Pick<ExtractionRule, 'source' | 'expression'>;

/** `{% response %}`: a value of the answer of another request. It becomes a variable that a rule of that request sets. */
export class ResponseTags {
  private readonly notes: NoteBook;
  private readonly addresses = new Map<string, { name: string; url: string }>();
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly rules = new Map<string, ExtractionRule[]>();

  /** @param taken Names that variables have already. */
  constructor(nodes: readonly InsomniaNode[], taken: Iterable<string>, notes: NoteBook) {
    this.notes = notes;
    for (const name of taken) this.taken.add(name);
    this.learn(nodes);
  }

  private learn(nodes: readonly InsomniaNode[]): void {
    for (const { kind, raw, children } of nodes) {
      if (kind === 'request')
        this.addresses.set(requestId(raw), {
          name: asText(field(raw, 'name')),
          url: asText(field(raw, 'url')),
        });
      this.learn(children);
    }
  }

  /** Puts variables in the place of tags; one that says more than a rule can stays. */
  text(text: string, where: string[]): string {
    if (!text.includes('{%')) return text;
    return text.replace(tag, (whole, inner: string) => {
      const [attribute = '', id = '', filter = ''] = Array.from(inner.matchAll(argument), argumentText);
      const value = takenBy(attribute, filter);
      const request = this.addresses.get(id);
      if (value === undefined || request === undefined) return whole;
      this.notes.tally(
        'insomnia.response',
        'changed',
        where,
        (count) =>
          `${countOf(count, 'text')} took a value of the answer of another request. ${count === 1 ? 'It takes' : 'They take'} a variable now, which an Extract rule of that request sets: send that one first.`,
      );
      return `{{${this.variable(id, request, value)}}}`;
    });
  }

  private variable(id: string, request: { name: string; url: string }, value: Taken): string {
    const key = JSON.stringify([id, value.source, value.expression]);
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const keys = value.expression.match(/[A-Za-z_][\w-]*/g) ?? [];
    const proposed = proposeVariableName(request.url, keys);
    const candidates = [proposed, `${proposed}Of${pascalCase(request.name)}`];
    const name =
      candidates.find((candidate) => !this.taken.has(candidate)) ?? `${proposed}${this.taken.size + 1}`;
    this.taken.add(name);
    this.names.set(key, name);
    const rule: ExtractionRule = { ...value, target: 'collection', variable: name };
    this.rules.set(id, [...(this.rules.get(id) ?? []), rule]);
    return name;
  }

  /** Gives a request the rules that others need of it. */
  addRules(raw: InsomniaNode['raw'], { request }: RequestItem): void {
    request.extractions.push(...(this.rules.get(requestId(raw)) ?? []));
  }
}

function requestId(raw: InsomniaNode['raw']): string {
  return ownOrMeta(raw, '_id') ?? ownOrMeta(raw, 'id') ?? '';
}

function argumentText([whole, single, double]: RegExpExecArray | RegExpMatchArray): string {
  const text = single ?? double ?? whole ?? '';
  const base64 = encoded.exec(text)?.[1];
  return base64 === undefined ? text : (textOfBase64(base64) ?? text);
}

function takenBy(attribute: string, filter: string): Taken | undefined {
  if (attribute === 'header' && filter !== '') return { source: 'header', expression: filter };
  if (attribute !== 'body') return undefined;
  if (filter.startsWith('$')) return { source: 'body', expression: filter };
  return filter.startsWith('/') ? { source: 'xml', expression: filter } : undefined;
}

function pascalCase(text: string): string {
  return Array.from(
    text.matchAll(/[A-Za-z0-9]+/g),
    ([word]) => word.charAt(0).toUpperCase() + word.slice(1),
  ).join('');
}
