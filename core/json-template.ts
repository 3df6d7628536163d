import { findJsonFault, type JsonFault } from './json-fault.ts';
import { indentation, JsonLines } from './json-lines.ts';
import { endOfString } from './json.ts';
import { findVariable } from './variables/template.ts';

/**
 * JSON as it is typed in a request: `{{variables}}` stand inside texts and in the place of whole values. Both functions
 * look at a copy in which every variable outside a text is a number of the same length, so that offsets stay.
 */
function withoutVariables(text: string): string {
  let result = '';
  let done = 0;
  let variable = findVariable(text, 0);
  for (let at = text.indexOf('"'); variable !== undefined;) {
    if (at !== -1 && at < variable.start) {
      // A variable inside a text is part of the text; names hold no quotes worth knowing.
      const end = endOfString(text, at);
      while (variable !== undefined && variable.start < end) variable = findVariable(text, variable.end);
      at = text.indexOf('"', end + 1);
      continue;
    }
    result += text.slice(done, variable.start) + '1'.repeat(variable.end - variable.start);
    done = variable.end;
    if (at !== -1 && at < done) at = text.indexOf('"', done);
    variable = findVariable(text, done);
  }
  return result + text.slice(done);
}

/** Finds the first place where a text breaks the grammar of JSON; `{{variables}}` count as values. */
export function findJsonTemplateFault(text: string): JsonFault | undefined {
  return findJsonFault(withoutVariables(text));
}

/**
 * Gives a JSON text with `{{variables}}` laid out with an indentation of so many spaces. No token is changed: numbers
 * keep every digit, texts every escape, names their order. Check with {@link findJsonTemplateFault} first: a text that
 * is not JSON may hold comments, which lines would run into.
 */
export function formatJsonTemplate(text: string, indent = 2): string {
  const lines = new JsonLines(withoutVariables(text));
  lines.advance();
  const parts: string[] = [];
  for (let index = 0; index < lines.lineCount; index += 1) {
    const { depth, tokens } = lines.lineAt(index);
    const line = tokens.map((token) =>
      token.text === ':' ? ': ' : text.slice(token.offset, token.offset + token.text.length),
    );
    parts.push(indentation(depth, indent) + line.join(''));
  }
  return parts.join('\n');
}
