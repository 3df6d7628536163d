import { openVariableAt } from '../variable-completion.ts';
import type { CodeAssist, CodeProposal } from './code-editor-props.ts';
import { Range, languages, openProposalDetails } from './monaco.ts';
import type { editor } from './monaco.ts';
import { plainMarkdown } from './plain-markdown.ts';

/** A text this long is no query that somebody writes; the whole of it goes along with each question. */
const longestAssisted = 200_000;

/** A longer list takes the time of typing. */
const mostShown = 200;

const assistOfModel = new WeakMap<editor.ITextModel, () => CodeAssist | undefined>();
let isRegistered = false;

const kinds = (): Readonly<Record<CodeProposal['kind'], languages.CompletionItemKind>> => ({
  field: languages.CompletionItemKind.Field,
  argument: languages.CompletionItemKind.Property,
  type: languages.CompletionItemKind.Class,
  value: languages.CompletionItemKind.EnumMember,
  variable: languages.CompletionItemKind.Variable,
  keyword: languages.CompletionItemKind.Keyword,
});

/** Completes and explains this document by what its editor is given. */
export function assistWith(model: editor.ITextModel, assist: () => CodeAssist | undefined): void {
  assistOfModel.set(model, assist);
  if (isRegistered) return;
  isRegistered = true;
  openProposalDetails();
  languages.registerCompletionItemProvider(['graphql', 'json'], {
    triggerCharacters: ['(', ':', '$', '@', '"', '.', '['],
    provideCompletionItems: async (document, position) => {
      const known = assistFor(document);
      const line = document.getLineContent(position.lineNumber);
      if (known === undefined || openVariableAt(line, position.column - 1) !== undefined)
        return { suggestions: [] };
      const offset = document.getOffsetAt(position);
      const proposals = await known.complete(document.getValue(), offset).catch(() => []);
      if (document.isDisposed()) return { suggestions: [] };
      const shown = proposals.slice(0, mostShown);
      const suggestions = shown.map((proposal, index) => toItem(document, offset, proposal, index));
      // Of a whole list the next letters are found in it; for one that is cut they ask anew.
      return { suggestions, incomplete: proposals.length > mostShown };
    },
  });
  languages.registerHoverProvider(['graphql', 'json'], {
    provideHover: async (document, position) => {
      const explain = assistFor(document)?.explain;
      if (explain === undefined) return undefined;
      const offset = document.getOffsetAt(position);
      const found = await explain(document.getValue(), offset).catch(() => undefined);
      if (found === undefined || document.isDisposed()) return undefined;
      const { signature, description, start, end } = found;
      return {
        range: rangeOf(document, start, end),
        contents: [
          { value: `\`\`\`graphql\n${signature.replaceAll('`', "'")}\n\`\`\`` },
          ...(description === '' ? [] : [{ value: plainMarkdown(description) }]),
        ],
      };
    },
  });
}

function assistFor(document: editor.ITextModel): CodeAssist | undefined {
  return document.getValueLength() > longestAssisted ? undefined : assistOfModel.get(document)?.();
}

function rangeOf(document: editor.ITextModel, start: number, end: number): Range {
  return Range.fromPositions(document.getPositionAt(start), document.getPositionAt(end));
}

function toItem(
  document: editor.ITextModel,
  offset: number,
  proposal: CodeProposal,
  index: number,
): languages.CompletionItem {
  const { label, kind, text, isSnippet, start, end = offset, detail, description } = proposal;
  return {
    label: { label, description: detail },
    kind: kinds()[kind],
    insertText: text,
    ...(isSnippet ? { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet } : {}),
    ...(proposal.isDeprecated ? { tags: [languages.CompletionItemTag.Deprecated] } : {}),
    // A text, which Monaco shows as such.
    ...(description === '' ? {} : { documentation: description }),
    ...(proposal.asksOn ? { command: { id: 'editor.action.triggerSuggest', title: 'Suggest' } } : {}),
    filterText: document.getValueInRange(rangeOf(document, start, offset)) + label,
    sortText: String(index).padStart(4, '0'),
    range: rangeOf(document, start, end),
  };
}
