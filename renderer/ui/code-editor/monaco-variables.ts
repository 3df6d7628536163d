import { scanTemplate } from '../../../core/variables/template.ts';
import { matchSuggestions, openVariableAt } from '../variable-completion.ts';
import type { VariableSupport } from '../variable-support.ts';
import { Range, languages } from './monaco.ts';
import type { editor } from './monaco.ts';
import styles from './code-editor.module.css';

// Colouring scans the whole text on each change; past this size it would be felt.
const maxColouredLength = 400_000;

const classOfStatus = {
  resolved: styles['variableResolved'] ?? '',
  unresolved: styles['variableUnresolved'] ?? '',
  generated: styles['variableGenerated'] ?? '',
};

function decorations(model: editor.ITextModel, support: VariableSupport): editor.IModelDeltaDecoration[] {
  if (model.getValueLength() > maxColouredLength) return [];
  const found: editor.IModelDeltaDecoration[] = [];
  for (const segment of scanTemplate(model.getValue())) {
    if (segment.kind !== 'variable') continue;
    const start = model.getPositionAt(segment.start);
    const end = model.getPositionAt(segment.end);
    found.push({
      range: new Range(start.lineNumber, start.column, end.lineNumber, end.column),
      options: { inlineClassName: classOfStatus[support.statusOf(segment.name)] },
    });
  }
  return found;
}

/** Colours the variables of an editor's document; call `refresh` when the variables changed. */
export function colourVariables(
  instance: editor.IStandaloneCodeEditor,
  support: () => VariableSupport | undefined,
) {
  const collection = instance.createDecorationsCollection();
  let frame = 0;
  const refresh = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const model = instance.getModel();
      const known = support();
      collection.set(model === null || known === undefined ? [] : decorations(model, known));
    });
  };
  const listeners = [instance.onDidChangeModelContent(refresh), instance.onDidChangeModel(refresh)];
  refresh();
  return {
    refresh,
    dispose: () => {
      cancelAnimationFrame(frame);
      for (const listener of listeners) listener.dispose();
      collection.clear();
    },
  };
}

/** The variable at a place of a document. */
export function variableAt(model: editor.ITextModel, lineNumber: number, column: number) {
  for (const segment of scanTemplate(model.getLineContent(lineNumber))) {
    if (segment.kind !== 'variable') continue;
    if (column > segment.start && column <= segment.end + 1) {
      return { name: segment.name, startColumn: segment.start + 1 };
    }
  }
  return undefined;
}

const supportOfModel = new WeakMap<editor.ITextModel, () => VariableSupport | undefined>();
let isRegistered = false;

/** Completes variable names after `{{` in this document. */
export function completeVariables(
  model: editor.ITextModel,
  support: () => VariableSupport | undefined,
): void {
  supportOfModel.set(model, support);
  if (isRegistered) return;
  isRegistered = true;
  languages.registerCompletionItemProvider(
    ['json', 'xml', 'html', 'javascript', 'plaintext', 'graphql', 'yaml'],
    {
      triggerCharacters: ['{'],
      provideCompletionItems: (document, position) => {
        const known = supportOfModel.get(document)?.();
        const line = document.getLineContent(position.lineNumber);
        const open = openVariableAt(line, position.column - 1);
        if (known === undefined || open === undefined) return { suggestions: [] };
        // The editor closes braces by itself; take the ones it put after the caret.
        const closing = /^\}{0,2}/.exec(line.slice(position.column - 1))?.[0].length ?? 0;
        const range = new Range(
          position.lineNumber,
          open.nameStart + 1,
          position.lineNumber,
          position.column + closing,
        );
        return {
          suggestions: matchSuggestions(known.suggestions(), open.typed).map((suggestion, index) => ({
            label: { label: suggestion.value, description: suggestion.detail },
            kind: languages.CompletionItemKind.Variable,
            insertText: `${suggestion.value}}}`,
            filterText: line.slice(open.nameStart, position.column - 1) + suggestion.value,
            sortText: String(index).padStart(4, '0'),
            range,
          })),
        };
      },
    },
  );
}
