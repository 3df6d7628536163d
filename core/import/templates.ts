import type { CollectionItem, CollectionTree } from '../workspace/collection.ts';
import { countOf } from '../count-of.ts';
import type { NoteBook } from './notes.ts';

/** Template tags of Insomnia (`{% now %}`) and the environment of a process (`{{process.env.X}}`). */
const foreignTemplate = /\{%-?\s*([\w.]*)[^]*?%\}|\{\{\s*(process\.env)\.[^{}]*\}\}/g;

/** Tells of texts that another tool would compute while sending. They stay as they are and are never evaluated. */
export function noteTemplates(tree: CollectionTree, notes: NoteBook): void {
  noteIn(tree.definition.variables, [tree.definition.name], notes);
  noteIn(tree.definition.auth, [tree.definition.name], notes);
  noteItems(tree.items, [tree.definition.name], notes);
}

function noteItems(items: CollectionItem[], where: string[], notes: NoteBook): void {
  for (const item of items) {
    if (item.kind === 'folder') {
      const place = [...where, item.definition.name];
      noteIn(item.definition.variables, place, notes);
      noteIn(item.definition.auth, place, notes);
      noteItems(item.items, place, notes);
    } else {
      const { url, queryParams, pathVariables, headers, body, auth } = item.request;
      const disabled = queryParams.filter((row) => row.disabled === true);
      noteIn({ url, disabled, pathVariables, headers, body, auth }, [...where, item.name], notes);
    }
  }
}

function noteIn(value: unknown, where: string[], notes: NoteBook): void {
  if (typeof value === 'string') noteTemplatesOf(value, where, notes);
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) noteIn(inner, where, notes);
  }
}

/** The same for one text. */
export function noteTemplatesOf(text: string, where: string[], notes: NoteBook): void {
  if (!text.includes('{%') && !text.includes('process.env')) return;
  for (const match of text.matchAll(foreignTemplate)) {
    if (match[2] === undefined) noteKeptTemplate(notes, where, `{% ${match[1] ?? ''} %}`);
    else noteKeptTemplate(notes, where, '{{process.env}}', processEnvAdvice);
  }
}

const templateAdvice = 'Postern does not compute it; put a variable in its place.';
const processEnvAdvice =
  'Postern reads no .env file: make variables of these names, "process.env." included, or put others in their place.';

/** Says that a text came along with something another tool would compute, and what that is called there. */
export function noteKeptTemplate(
  notes: NoteBook,
  where: string[],
  topic: string,
  advice: string = templateAdvice,
): void {
  notes.tally(
    'template.kept',
    'unsupported',
    where,
    (count) => `${countOf(count, 'text')} with ${topic} came along. ${advice}`,
    { topic },
  );
}
