import type { CodeCompletions } from './code-editor-props.ts';
import { Range, languages } from './monaco.ts';
import type { editor } from './monaco.ts';

type Complete = (before: string) => CodeCompletions | undefined;

const completeOfModel = new WeakMap<editor.ITextModel, Complete>();
let isRegistered = false;

/** Completes names in this document, where it is JavaScript. */
export function completeNames(model: editor.ITextModel, complete: Complete): void {
  completeOfModel.set(model, complete);
  if (isRegistered) return;
  isRegistered = true;
  languages.registerCompletionItemProvider('javascript', {
    triggerCharacters: ["'", '"'],
    provideCompletionItems: (document, { lineNumber, column }) => {
      const before = document.getLineContent(lineNumber).slice(0, column - 1);
      const found = completeOfModel.get(document)?.(before);
      if (found === undefined) return { suggestions: [] };
      const range = new Range(lineNumber, column - found.typed.length, lineNumber, column);
      return {
        suggestions: found.names.map((name) => ({
          label: name,
          kind: languages.CompletionItemKind.Module,
          insertText: name,
          range,
        })),
      };
    },
  });
}
