import { endOfString } from './json.ts';
import { findJsonTemplateFault } from './json-template.ts';
import { findVariable } from './variables/template.ts';

/** Finds `//` and block comments outside texts and `{{variables}}`: where each begins and, exclusive, ends. */
function commentSpans(text: string): [start: number, end: number][] {
  const spans: [number, number][] = [];
  const marks = /"|\{\{|\/\/|\/\*/g;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const at = mark.index;
    let end: number;
    if (mark[0] === '"') end = endOfString(text, at) + 1;
    else if (mark[0] === '{{') {
      const variable = findVariable(text, at);
      end = variable?.start === at ? variable.end : at + 1;
    } else {
      const close = mark[0] === '//' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2);
      if (close === -1 && mark[0] === '/*') return [];
      end = close === -1 ? text.length : mark[0] === '//' ? close : close + 2;
      spans.push([at, end]);
    }
    marks.lastIndex = end;
  }
  return spans;
}

function replaceSpans(text: string, replace: (comment: string) => string): string {
  const spans = text.includes('//') || text.includes('/*') ? commentSpans(text) : [];
  if (spans.length === 0) return text;
  let result = '';
  let done = 0;
  for (const [start, end] of spans) {
    result += text.slice(done, start) + replace(text.slice(start, end));
    done = end;
  }
  return result + text.slice(done);
}

/** Puts blanks in the place of comments, so that every offset stays; a text without any is given as it is. */
export function blankJsonComments(text: string): string {
  return replaceSpans(text, (comment) => comment.replaceAll(/[^\n]/g, ' '));
}

/**
 * Gives a JSON body as it is sent: without the comments that were written for people, which JSON does not have. A text
 * that would not be JSON without them either, with its `{{variables}}` as values, is none of ours and stays as it is.
 */
export function withoutJsonComments(text: string): string {
  const result = replaceSpans(text, () => '');
  return result === text || findJsonTemplateFault(result) !== undefined ? text : result;
}
