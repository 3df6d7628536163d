import { countOf } from '../../count-of.ts';
import type { Variable } from '../../variables/variable.ts';
import type { NoteBook } from '../notes.ts';

/** What Insomnia would ask for while it sends. */
interface InsomniaPrompt {
  label: string;
  /** Stands in the field to begin with. */
  offered: string;
  isMasked: boolean;
}

const tag = /\{%-?\s*prompt\s([^%]*?)-?%\}/g;
const argument = /\s*(?:'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"|([^,'"]*))\s*(?:,|$)/y;

/** `{% prompt %}`: a value that is asked for. It becomes a variable that is asked for when sending. */
export class PromptTags {
  private readonly taken: Set<string>;
  private readonly notes: NoteBook;
  private readonly made = new Map<string, Variable>();

  /** @param taken Names that variables have already; those that are made here join them. */
  constructor(taken: Set<string>, notes: NoteBook) {
    this.taken = taken;
    this.notes = notes;
  }

  /** Puts variables in the place of prompts; one whose label is computed stays. */
  text(text: string, where: string[]): string {
    return replacePrompts(text, (prompt) => {
      this.note(where);
      return `{{${this.variableFor(prompt).key}}}`;
    });
  }

  /** The variable of an environment whose whole value is a prompt; `undefined` where it is something else. */
  whole(key: string, value: string, isPrivate: boolean, where: string[]): Variable | undefined {
    const prompt = findWholePrompt(value);
    if (prompt === undefined) return undefined;
    this.note(where);
    return askedVariable(key, prompt, isPrivate || prompt.isMasked);
  }

  /** The variables that prompts inside other texts became. */
  variables(): Variable[] {
    return [...this.made.values()];
  }

  private variableFor(prompt: InsomniaPrompt): Variable {
    const id = JSON.stringify(prompt);
    const known = this.made.get(id);
    if (known !== undefined) return known;
    const name = nameOfLabel(prompt.label);
    let key = name;
    for (let count = 2; this.taken.has(key); count += 1) key = `${name}${count}`;
    this.taken.add(key);
    const variable = askedVariable(key, prompt, prompt.isMasked);
    this.made.set(id, variable);
    return variable;
  }

  private note(where: string[]): void {
    this.notes.tally(
      'template.prompt',
      'changed',
      where,
      (count) =>
        `${countOf(count, 'prompt')} became ${count === 1 ? 'a variable that is' : 'variables that are'} asked for when sending.`,
    );
  }
}

/** Replaces the prompts of a text; `undefined` from `replace` leaves one as it is. */
function replacePrompts(text: string, replace: (prompt: InsomniaPrompt) => string): string {
  if (!text.includes('{%')) return text;
  return text.replace(tag, (whole, list: string) => {
    const prompt = readPrompt(list);
    return prompt === undefined ? whole : replace(prompt);
  });
}

/** Gives the prompt that is all of a text. */
function findWholePrompt(text: string): InsomniaPrompt | undefined {
  let found: InsomniaPrompt | undefined;
  const rest = replacePrompts(text.trim(), (prompt) => {
    found ??= prompt;
    return found === prompt ? '' : '{%';
  });
  return rest === '' ? found : undefined;
}

/** Its arguments: title, label, default, storage key, whether it is masked. What is computed in them is not read. */
function readPrompt(list: string): InsomniaPrompt | undefined {
  const values: string[] = [];
  argument.lastIndex = 0;
  while (argument.lastIndex < list.length) {
    const match = argument.exec(list);
    if (match === null) return undefined;
    const quoted = match[1] ?? match[2];
    values.push(quoted === undefined ? (match[3] ?? '').trim() : quoted.replace(/\\([^])/g, '$1'));
  }
  const [title = '', label = '', offered = '', , masked] = values;
  const shown = label === '' ? title : label;
  // Insomnia wraps what its editor cannot write in a form of its own.
  if (shown === '' || values.some((value) => value.startsWith('b64::'))) return undefined;
  return { label: shown, offered, isMasked: masked === 'true' };
}

/** Makes a variable that is asked for when sending. What a masked prompt offers is not written into a file. */
function askedVariable(key: string, { offered, isMasked }: InsomniaPrompt, isSecret: boolean): Variable {
  return {
    key,
    initialValue: isMasked ? '' : offered,
    enabled: true,
    type: isSecret ? 'secret' : 'default',
    source: { kind: 'ask' },
  };
}

/** The name of a variable for a label, such as `oneTimeCode` for "One-time code". */
function nameOfLabel(label: string): string {
  const words = label.match(/[\p{L}\p{N}_$]+/gu) ?? ['value'];
  const [first = '', ...others] = words.slice(0, 8).map((word) => word.slice(0, 40));
  const rest = others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return first.charAt(0).toLowerCase() + first.slice(1) + rest;
}
