import { currentTheme, onThemeChange } from '../../styles/theme.ts';
import type { EffectiveTheme } from '../../styles/theme.ts';
import { editor } from './monaco.ts';

const themeName = 'postern';

/** Monaco's token types and the token of ours that colours each. */
const tokenColors: readonly (readonly [monacoToken: string, property: string])[] = [
  ['', '--text-primary'],
  ['comment', '--syntax-comment'],
  ['string', '--syntax-string'],
  ['string.key.json', '--syntax-key'],
  ['number', '--syntax-number'],
  ['keyword', '--syntax-keyword'],
  ['constant.boolean', '--syntax-boolean'],
  ['constant.null', '--syntax-null'],
  ['variable.json', '--variable-resolved'],
  ['type', '--syntax-key'],
  ['type.yaml', '--syntax-key'],
  ['key.identifier.graphql', '--syntax-key'],
  ['tag', '--syntax-tag'],
  ['metatag', '--syntax-keyword'],
  ['attribute.name', '--syntax-attribute'],
  ['attribute.value', '--syntax-string'],
  ['attribute.value.html', '--syntax-string'],
  ['regexp', '--syntax-number'],
  ['delimiter', '--syntax-punctuation'],
  ['delimiter.bracket', '--syntax-punctuation'],
  ['operators', '--syntax-punctuation'],
  ['identifier', '--text-primary'],
];

const editorColors: Readonly<Record<string, string>> = {
  'editor.background': '--surface-code',
  'editor.foreground': '--text-primary',
  'editor.lineHighlightBackground': '--wash-stripe',
  'editor.selectionBackground': '--text-selection',
  'editor.inactiveSelectionBackground': '--wash-active',
  'editor.selectionHighlightBackground': '--wash-active',
  'editor.wordHighlightBackground': '--wash-active',
  'editor.wordHighlightStrongBackground': '--wash-active',
  'editor.findMatchBackground': '--syntax-match-current',
  'editor.findMatchHighlightBackground': '--syntax-match',
  'editor.findMatchBorder': '--warning-text',
  'editorBracketMatch.background': '--wash-active',
  'editorBracketMatch.border': '--line-control-hover',
  'editorCursor.foreground': '--text-primary',
  'editorLineNumber.foreground': '--syntax-line-number',
  'editorLineNumber.activeForeground': '--text-primary',
  'editorLineNumber.dimmedForeground': '--syntax-line-number',
  'editorIndentGuide.background1': '--line-hairline',
  'editorIndentGuide.activeBackground1': '--line-control',
  'editorWhitespace.foreground': '--line-strong',
  'editorLink.activeForeground': '--text-link',
  'editorStickyScroll.background': '--surface-code',
  'editorStickyScroll.border': '--line-hairline',
  'editorGutter.foldingControlForeground': '--text-tertiary',
  'editor.foldPlaceholderForeground': '--text-tertiary',
  'editorError.foreground': '--danger-text',
  'editorWarning.foreground': '--warning-text',
  'editorInfo.foreground': '--info-text',
  'editor.placeholder.foreground': '--text-tertiary',
  'editorWidget.background': '--surface-raised',
  'editorWidget.foreground': '--text-primary',
  'editorWidget.border': '--line-strong',
  'editorHoverWidget.background': '--surface-raised',
  'editorHoverWidget.border': '--line-strong',
  'editorSuggestWidget.background': '--surface-raised',
  'editorSuggestWidget.border': '--line-strong',
  'editorSuggestWidget.foreground': '--text-primary',
  'editorSuggestWidget.selectedBackground': '--accent-wash',
  'editorSuggestWidget.selectedForeground': '--text-primary',
  'editorSuggestWidget.highlightForeground': '--accent-text',
  'editorSuggestWidget.focusHighlightForeground': '--accent-text',
  'input.background': '--surface-field',
  'input.foreground': '--text-primary',
  'input.border': '--line-control',
  'input.placeholderForeground': '--text-tertiary',
  'inputOption.activeBackground': '--wash-selected',
  'inputOption.activeForeground': '--accent-text',
  'inputOption.activeBorder': '--accent-line',
  focusBorder: '--focus-ring',
  foreground: '--text-primary',
  'icon.foreground': '--text-secondary',
  'menu.background': '--surface-raised',
  'menu.foreground': '--text-primary',
  'menu.border': '--line-strong',
  'menu.selectionBackground': '--accent-wash',
  'menu.selectionForeground': '--text-primary',
  'menu.separatorBackground': '--line-hairline',
  'scrollbarSlider.background': '--wash-active',
  'scrollbarSlider.hoverBackground': '--line-control',
  'scrollbarSlider.activeBackground': '--line-control-hover',
  'diffEditor.insertedTextBackground': '--success-wash',
  'diffEditor.removedTextBackground': '--danger-wash',
};

/** Turns a computed CSS colour into `#rrggbb` or `#rrggbbaa`, the form Monaco takes. */
export function toHexColor(computed: string): string {
  const parts =
    /\(([^)]+)\)/
      .exec(computed)?.[1]
      ?.split(/[\s,/]+/)
      .filter((part) => part !== '') ?? [];
  const isFloat = computed.startsWith('color(');
  const channels = (isFloat ? parts.slice(1) : parts).map(Number);
  const [red = 0, green = 0, blue = 0, alpha = 1] = channels;
  const scale = isFloat ? 255 : 1;
  const hex = (value: number) =>
    Math.round(Math.min(255, Math.max(0, value)))
      .toString(16)
      .padStart(2, '0');
  const solid = `#${hex(red * scale)}${hex(green * scale)}${hex(blue * scale)}`;
  return alpha >= 1 ? solid : solid + hex(alpha * 255);
}

/** Reads our custom properties as colours; a probe element makes the browser compute `light-dark()` and mixes. */
function colorReader(): { read: (property: string) => string; done: () => void } {
  const probe = document.createElement('span');
  probe.hidden = true;
  // Where the system forces its colours, every text has the same one: ours are asked for.
  probe.style.forcedColorAdjust = 'none';
  document.body.append(probe);
  return {
    read: (property) => {
      probe.style.color = `var(${property})`;
      return toHexColor(getComputedStyle(probe).color);
    },
    done: () => probe.remove(),
  };
}

const baseThemes: Readonly<Record<EffectiveTheme, editor.BuiltinTheme>> = {
  light: 'vs',
  dark: 'vs-dark',
  contrast: 'hc-black',
};

function applyEditorTheme(theme: EffectiveTheme): void {
  const { read, done } = colorReader();
  const transparentLines = [
    'editor.lineHighlightBorder',
    'editorOverviewRuler.border',
    'widget.shadow',
    'contrastBorder',
  ];
  const colors: Record<string, string> = Object.fromEntries(
    transparentLines.map((name) => [name, '#00000000']),
  );
  for (const [name, property] of Object.entries(editorColors)) colors[name] = read(property);
  const rules = tokenColors.map(([token, property]) => ({ token, foreground: read(property).slice(1, 7) }));
  done();
  editor.defineTheme(themeName, { base: baseThemes[theme], inherit: false, rules, colors });
  editor.setTheme(themeName);
}

let isFollowing = false;

/** Gives Monaco the colours of our tokens and keeps them in step with the document's theme. */
export function followDocumentTheme(): void {
  if (isFollowing) return;
  isFollowing = true;
  applyEditorTheme(currentTheme());
  onThemeChange(applyEditorTheme);
}
