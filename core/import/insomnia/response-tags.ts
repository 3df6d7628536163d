import { decodeBase64Text } from '../../jwt/base64url.ts';
import type { ExtractionRule } from '../../links/extraction-rule.ts';
import { asText, field } from '../../postman/residue.ts';
import type { RequestItem } from '../../workspace/collection.ts';
import { AnswerVariables, type AnsweredRequest, noteAnswerVariable } from '../answer-variables.ts';
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
  private readonly addresses = new Map<string, AnsweredRequest>();
  private readonly variables: AnswerVariables;

  /** @param taken Names that variables have already; those that are made here join them. */
  constructor(nodes: readonly InsomniaNode[], taken: Set<string>, notes: NoteBook) {
    this.notes = notes;
    this.variables = new AnswerVariables(taken);
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
      noteAnswerVariable(this.notes, where);
      return `{{${this.variables.nameFor(id, request, value)}}}`;
    });
  }

  /** Gives a request the rules that others need of it. */
  addRules(raw: InsomniaNode['raw'], { request }: RequestItem): void {
    request.extractions.push(...this.variables.rulesOf(requestId(raw)));
  }
}

function requestId(raw: InsomniaNode['raw']): string {
  return ownOrMeta(raw, '_id') ?? ownOrMeta(raw, 'id') ?? '';
}

function argumentText([whole, single, double]: RegExpExecArray | RegExpMatchArray): string {
  const text = single ?? double ?? whole ?? '';
  const base64 = encoded.exec(text)?.[1];
  return base64 === undefined ? text : (decodeBase64Text(base64) ?? text);
}

function takenBy(attribute: string, filter: string): Taken | undefined {
  if (attribute === 'header' && filter !== '') return { source: 'header', expression: filter };
  if (attribute !== 'body') return undefined;
  if (filter.startsWith('$')) return { source: 'body', expression: filter };
  return filter.startsWith('/') ? { source: 'xml', expression: filter } : undefined;
}
