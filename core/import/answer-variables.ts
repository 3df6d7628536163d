import { countOf } from '../count-of.ts';
import type { ExtractionRule } from '../links/extraction-rule.ts';
import { proposeVariableName } from '../links/extract-ids.ts';
import type { NoteBook } from './notes.ts';

/** A request that others take values of. */
export interface AnsweredRequest {
  name: string;
  url: string;
}

/**
 * Variables in the place of what another tool takes of the answer of a request while it sends a second one: a rule of the
 * first request sets them.
 */
export class AnswerVariables {
  private readonly names = new Map<string, string>();
  private readonly taken: Set<string>;
  private readonly rules = new Map<string, ExtractionRule[]>();

  /** @param taken Names that variables have already; those that are made here join them. */
  constructor(taken: Set<string>) {
    this.taken = taken;
  }

  /** Gives the name of the variable for a value of the answer of the request with an id. */
  nameFor(
    id: string,
    request: AnsweredRequest,
    value: Pick<ExtractionRule, 'source' | 'expression'>,
  ): string {
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
    this.rules.set(id, [...this.rulesOf(id), { ...value, target: 'collection', variable: name }]);
    return name;
  }

  /** The rules that others need of a request. */
  rulesOf(id: string): ExtractionRule[] {
    return this.rules.get(id) ?? [];
  }
}

/** Says that a text takes a variable now instead of another answer. */
export function noteAnswerVariable(notes: NoteBook, where: string[]): void {
  notes.tally(
    'template.response',
    'changed',
    where,
    (count) =>
      `${countOf(count, 'text')} took a value of the answer of another request. ${count === 1 ? 'It takes' : 'They take'} a variable now, which an Extract rule of that request sets: send that one first.`,
  );
}

function pascalCase(text: string): string {
  return Array.from(
    text.matchAll(/[A-Za-z0-9]+/g),
    ([word]) => word.charAt(0).toUpperCase() + word.slice(1),
  ).join('');
}
