import type { CodeEditorProps } from './code-editor-props.ts';
import type { CodeLanguage } from './code-language.ts';
import { Uri, editor } from './monaco.ts';

const ownFont = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace";

/** The font of the settings, which stands on the document's root. */
function fontOptions() {
  const { style } = document.documentElement;
  const size = Number.parseInt(style.getPropertyValue('--editor-font-size'), 10) || 12;
  const family = style.getPropertyValue('--editor-font').trim();
  return {
    fontFamily: family === '' ? ownFont : `${family}, ${ownFont}`,
    fontSize: size,
    lineHeight: Math.round(size * 1.65),
  };
}

// Editors that are open follow the settings too.
new MutationObserver(() => {
  for (const open of editor.getEditors()) open.updateOptions(fontOptions());
}).observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });

type ChangingOptions = Pick<
  CodeEditorProps,
  'readOnly' | 'ariaLabel' | 'wordWrap' | 'lineNumbers' | 'placeholder'
> & {
  /** Names are offered as they are typed. */
  suggests?: boolean;
};

/** The options that follow the component's props. */
export function editorOptions(props: ChangingOptions): editor.IEditorOptions {
  const readOnly = props.readOnly === true;
  return {
    readOnly,
    // Tab leaves a text that cannot be typed in; in one that can, Ctrl+M switches.
    tabFocusMode: readOnly,
    ariaLabel: props.ariaLabel,
    wordWrap: props.wordWrap === true ? 'on' : 'off',
    lineNumbers: props.lineNumbers === false ? 'off' : 'on',
    placeholder: props.placeholder,
    quickSuggestions: props.suggests === true ? { other: true, strings: true, comments: false } : false,
    renderLineHighlight: readOnly ? 'none' : 'line',
  };
}

const fixedOptions: editor.IStandaloneEditorConstructionOptions = {
  model: null,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  fontLigatures: false,
  padding: { top: 8, bottom: 8 },
  minimap: { enabled: false },
  glyphMargin: false,
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 16,
  folding: true,
  showFoldingControls: 'mouseover',
  scrollBeyondLastLine: false,
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  bracketPairColorization: { enabled: false },
  guides: { indentation: true, highlightActiveIndentation: false },
  stickyScroll: { enabled: false },
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: true,
  wordBasedSuggestions: 'off',
  unicodeHighlight: { ambiguousCharacters: false },
  cursorBlinking: 'smooth',
  smoothScrolling: false,
  roundedSelection: false,
};

/** Makes an editor without a document. */
export function createEditor(host: HTMLElement, props: ChangingOptions): editor.IStandaloneCodeEditor {
  const created = editor.create(host, { ...fixedOptions, ...fontOptions(), ...editorOptions(props) });
  // Widths measured before the code font has arrived would put the caret beside the letters.
  void document.fonts?.load(`12px ${ownFont}`).then(() => editor.remeasureFonts());
  return created;
}

/** Makes a document; its random address keeps documents with equal names apart. */
export function createModel(text: string, language: CodeLanguage): editor.ITextModel {
  const model = editor.createModel(
    text,
    language,
    Uri.from({ scheme: 'postern', path: `/${crypto.randomUUID()}` }),
  );
  // Colours by nesting depth would fight with the syntax colours; the editor option alone does not reach models.
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  return model;
}
