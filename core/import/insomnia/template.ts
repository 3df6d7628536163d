import type { JsonValue } from '../../json-value.ts';
import { setOwn } from '../../workspace/formats/read-yaml.ts';
import { countOf } from '../../count-of.ts';
import type { Variable } from '../../variables/variable.ts';
import type { NoteBook } from '../notes.ts';
import type { PromptTags } from './prompt-tags.ts';
import type { ResponseTags } from './response-tags.ts';

const expression = /\{\{([^{}]*)\}\}/g;
const path = /^(?:_\.)?([\w$-]+(?:\.[\w$-]+)*)$/;
const quotedPath = /^_\[(['"])([^'"\]]+)\1\]$/;

/** Turns Insomnia's `{{ _.name }}` into `{{name}}`. Values of other answers and prompts become variables; filters, indexes and other tags stay as they are and are told of. */
export class InsomniaTemplates {
  private readonly notes: NoteBook;
  private readonly responses: ResponseTags;
  private readonly prompts: PromptTags;

  constructor(responses: ResponseTags, prompts: PromptTags, notes: NoteBook) {
    this.responses = responses;
    this.prompts = prompts;
    this.notes = notes;
  }

  text(given: string, where: string[]): string {
    const text = this.prompts.text(this.responses.text(given, where), where);
    if (!text.includes('{{')) return text;
    return text.replace(expression, (whole, inner: string) => {
      const trimmed = inner.trim();
      const name = path.exec(trimmed)?.[1] ?? quotedPath.exec(trimmed)?.[2];
      if (name !== undefined) return `{{${name}}}`;
      this.notes.tally(
        'insomnia.expression',
        'unsupported',
        where,
        (count) =>
          `${countOf(count, 'expression')} such as ${whole.slice(0, 60)} came along. Postern looks names up and computes nothing; put a variable in its place.`,
      );
      return whole;
    });
  }

  /** The same for all texts of a value. */
  value(value: JsonValue, where: string[]): JsonValue {
    if (typeof value === 'string') return this.text(value, where);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map((inner) => this.value(inner, where));
    const copy: { [key: string]: JsonValue } = {};
    for (const [key, inner] of Object.entries(value)) setOwn(copy, key, this.value(inner, where));
    return copy;
  }

  /** The variable of an environment whose whole value is asked for; `undefined` where it is something else. */
  asked(key: string, value: string, isPrivate: boolean, where: string[]): Variable | undefined {
    return this.prompts.whole(key, value, isPrivate, where);
  }
}
