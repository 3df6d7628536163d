import { languages } from './monaco.ts';

/**
 * JSON for the editor: colours only, with `{{variables}}` and the comments that bodies may hold. Monaco's own JSON
 * service takes variables for errors and would format them apart; checking and formatting come from core.
 */
const tokens: languages.IMonarchLanguage = {
  tokenPostfix: '.json',
  tokenizer: {
    root: [
      [/\{\{[^{}\r\n]*\}\}/, 'variable'],
      [/[{}[\]]/, 'delimiter.bracket'],
      [/[,:]/, 'delimiter'],
      [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'string.key'],
      [/"(?:[^"\\]|\\.)*"?/, 'string.value'],
      [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
      [/\b(?:true|false)\b/, 'constant.boolean'],
      [/\bnull\b/, 'constant.null'],
      [/\/\/.*$/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
    ],
    comment: [
      [/[^*]+/, 'comment'],
      [/\*\//, 'comment', '@pop'],
      [/\*/, 'comment'],
    ],
  },
};

const configuration: languages.LanguageConfiguration = {
  brackets: [
    ['{', '}'],
    ['[', ']'],
  ],
  comments: { lineComment: '//', blockComment: ['/*', '*/'] },
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"', notIn: ['string'] },
  ],
  surroundingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '"', close: '"' },
  ],
  onEnterRules: [],
  indentationRules: { increaseIndentPattern: /^.*[{[]\s*$/, decreaseIndentPattern: /^\s*[}\]]/ },
};

let isRegistered = false;

/** Makes JSON known to the editor. */
export function registerJson(): void {
  if (isRegistered) return;
  isRegistered = true;
  languages.register({ id: 'json', extensions: ['.json'], mimetypes: ['application/json'] });
  languages.setMonarchTokensProvider('json', tokens);
  languages.setLanguageConfiguration('json', configuration);
}
