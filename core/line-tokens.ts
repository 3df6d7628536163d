import { csvTokens } from './line-tokens/csv-tokens.ts';
import { javascriptTokens } from './line-tokens/javascript-tokens.ts';
import type { LineToken } from './line-tokens/line-token.ts';
import { yamlTokens } from './line-tokens/yaml-tokens.ts';
import { markupTokens } from './markup-tokens.ts';

/** Languages whose text is shown in colours, line by line. */
export type LineLanguage = 'markup' | 'yaml' | 'csv' | 'javascript';

const cutters: Record<LineLanguage, (line: string) => LineToken[]> = {
  markup: markupTokens,
  yaml: yamlTokens,
  csv: csvTokens,
  javascript: javascriptTokens,
};

/** Beyond so many parts a line is text: each part is an element of its own on screen. */
const mostTokens = 400;

/** Cuts a line into its parts, for colours. Each line is judged by itself, and put together the parts are the line. */
export function lineTokens(language: LineLanguage, line: string): LineToken[] {
  const tokens = cutters[language](line);
  if (tokens.length <= mostTokens) return tokens;
  const rest = tokens.slice(mostTokens).map(({ text }) => text);
  return [...tokens.slice(0, mostTokens), { kind: 'text', text: rest.join('') }];
}
