import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { VariableCard } from '../variable-card.tsx';
import { useVariableCard } from '../variable-card-state.ts';
import { useVariableSupport } from '../variable-support.ts';
import type { VariableSupport } from '../variable-support.ts';
import type { CodeEditorProps, CodeMarker, TypingPlace } from './code-editor-props.ts';
import { acquireCodeModel, forgetCodeModel, leaveCodeModel } from './code-models.ts';
import { differenceOf } from './difference.ts';
import { registerJson } from './json-language.ts';
import { assistWith } from './monaco-assist.ts';
import { completeNames } from './monaco-names.ts';
import { KeyCode, KeyMod, MarkerSeverity, Range, editor } from './monaco.ts';
import { createEditor, createModel, editorOptions } from './monaco-options.ts';
import { followDocumentTheme } from './monaco-theme.ts';
import { colourVariables, completeVariables, variableAt } from './monaco-variables.ts';
import styles from './code-editor.module.css';

type Instance = editor.IStandaloneCodeEditor;

/** The value a ref gives the latest of, for callbacks that Monaco keeps. */
function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** Puts a text in place of the old one, touching only what differs, so that the caret goes where the change is. */
function replaceText(instance: Instance, model: editor.ITextModel, value: string, isReadOnly: boolean): void {
  if (isReadOnly) {
    model.setValue(value);
    return;
  }
  const { start, end, text } = differenceOf(model.getValue(), value);
  const range = Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
  instance.pushUndoStop();
  model.pushEditOperations([], [{ range, text }], () => null);
  instance.pushUndoStop();
  if (instance.getModel() !== model) return;
  const caret = model.getPositionAt(start + text.length);
  instance.setPosition(caret);
  instance.revealPositionInCenterIfOutsideViewport(caret);
}

const severities: Readonly<Record<CodeMarker['severity'], MarkerSeverity>> = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
};

/** The variable at a place of the document, and where it is drawn. */
function drawnVariableAt(instance: Instance, lineNumber: number, column: number) {
  const model = instance.getModel();
  const node = instance.getDomNode();
  if (model === null || node === null) return undefined;
  const found = variableAt(model, lineNumber, column);
  if (found === undefined) return undefined;
  const place = instance.getScrolledVisiblePosition({ lineNumber, column: found.startColumn });
  const box = node.getBoundingClientRect();
  const rect = new DOMRect(
    box.left + (place?.left ?? 0),
    box.top + (place?.top ?? 0),
    1,
    place?.height ?? 20,
  );
  return { name: found.name, rect };
}

/** Opens a variable's card where the pointer rests, and on F2 the one under the caret. */
function listenForVariables(
  instance: Instance,
  card: ReturnType<typeof useVariableCard>,
  support: RefObject<VariableSupport | undefined>,
): void {
  instance.onMouseMove((event) => {
    if (support.current?.renderCard === undefined) return;
    const { position, type } = event.target;
    const isText = type === editor.MouseTargetType.CONTENT_TEXT && position !== null;
    card.pointAt(isText ? drawnVariableAt(instance, position.lineNumber, position.column) : undefined);
  });
  instance.onMouseLeave(() => card.pointAt(undefined));
  instance.addAction({
    id: 'postern.showVariable',
    label: 'Show variable',
    keybindings: [KeyCode.F2],
    run: () => {
      const position = instance.getPosition();
      if (position === null || support.current?.renderCard === undefined) return;
      const found = drawnVariableAt(instance, position.lineNumber, position.column);
      if (found !== undefined) card.openNow(found);
    },
  });
}

/** Monaco in a React component; use `CodeEditor`, which loads this. */
export function MonacoEditor(props: CodeEditorProps & { takeTypingPlace: () => TypingPlace }) {
  const { value, language, takeTypingPlace, markers, ariaLabel } = props;
  const readOnly = props.readOnly === true || props.onChange === undefined;
  const ownKey = useId();
  const modelKey = props.modelKey ?? ownKey;
  const host = useRef<HTMLDivElement>(null);
  const [instance, setInstance] = useState<Instance>();
  const lastValue = useRef(value);
  const inherited = useVariableSupport();
  const support = props.variables === false ? undefined : (props.variables ?? inherited);
  const latestSupport = useLatest(support);
  const latest = useLatest({ ...props, readOnly });
  const card = useVariableCard();
  const latestCard = useLatest(card);

  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    registerJson();
    followDocumentTheme();
    const created = createEditor(host.current, latest.current);
    created.addAction({
      id: 'postern.send',
      label: 'Send',
      keybindings: [KeyMod.CtrlCmd | KeyCode.Enter],
      run: () => latest.current.onModEnter?.(),
    });
    created.onDidChangeModelContent(() => {
      const text = created.getModel()?.getValue() ?? '';
      if (text === lastValue.current) return;
      lastValue.current = text;
      latest.current.onChange?.(text);
    });
    listenForVariables(created, latestCard.current, latestSupport);
    setInstance(created);
    return () => created.dispose();
  }, [latest, latestSupport, latestCard]);

  useLayoutEffect(() => {
    if (instance === undefined) return undefined;
    const { value: text, language: initial } = latest.current;
    const entry = acquireCodeModel(modelKey, () => createModel(text, initial));
    lastValue.current = text;
    if (entry.model.getValue() !== text) replaceText(instance, entry.model, text, latest.current.readOnly);
    completeVariables(entry.model, () => latestSupport.current);
    completeNames(entry.model, (before) => latest.current.complete?.(before));
    assistWith(entry.model, () => latest.current.assist);
    instance.setModel(entry.model);
    instance.restoreViewState(entry.viewState);
    takeOverTyping(instance, entry.model, takeTypingPlace());
    return () => {
      entry.viewState = instance.saveViewState();
      leaveCodeModel(modelKey);
      if (modelKey === ownKey) forgetCodeModel(modelKey);
    };
  }, [instance, modelKey, ownKey, latest, latestSupport, takeTypingPlace]);

  useLayoutEffect(() => {
    const model = instance?.getModel();
    if (instance === undefined || model === null || model === undefined || value === lastValue.current)
      return;
    lastValue.current = value;
    if (model.getValue() !== value) replaceText(instance, model, value, readOnly);
  }, [instance, value, readOnly]);

  useEffect(() => {
    const model = instance?.getModel();
    if (model !== null && model !== undefined) editor.setModelLanguage(model, language);
  }, [instance, language, modelKey]);

  const { wordWrap, lineNumbers, placeholder } = props;
  const suggests = props.assist !== undefined;
  useEffect(() => {
    const changing = { readOnly, ariaLabel, wordWrap, lineNumbers, placeholder, suggests };
    instance?.updateOptions(editorOptions(changing));
  }, [instance, readOnly, ariaLabel, wordWrap, lineNumbers, placeholder, suggests]);

  useEffect(() => {
    if (instance === undefined) return undefined;
    const colours = colourVariables(instance, () => support);
    return () => colours.dispose();
  }, [instance, support]);

  useEffect(() => {
    const model = instance?.getModel();
    if (model === null || model === undefined) return;
    const places = (markers ?? []).map((marker) => {
      const start = model.getPositionAt(marker.start);
      const end = model.getPositionAt(marker.end);
      return {
        startLineNumber: start.lineNumber,
        startColumn: start.column,
        endLineNumber: end.lineNumber,
        endColumn: end.column,
        message: marker.message,
        severity: severities[marker.severity],
      };
    });
    editor.setModelMarkers(model, 'postern', places);
  }, [instance, markers, modelKey]);

  useImperativeHandle(props.handle, () => editorHandle(instance), [instance]);

  return (
    <>
      <div ref={host} className={styles['host']} />
      <VariableCard state={card} support={support} />
    </>
  );
}

/** Gives the editor the focus and the caret of the plain field it replaces. */
function takeOverTyping(instance: Instance, model: editor.ITextModel, place: TypingPlace): void {
  const { isFocused, start, end } = place;
  if (!isFocused) return;
  instance.setSelection(Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)));
  instance.focus();
}

function editorHandle(instance: Instance | undefined) {
  return {
    focus: () => instance?.focus(),
    insert: (text: string) => {
      const selection = instance?.getSelection();
      if (instance === undefined || selection === null || selection === undefined) return;
      instance.executeEdits('postern', [{ range: selection, text, forceMoveMarkers: true }]);
      instance.focus();
    },
    find: () => {
      instance?.focus();
      void instance?.getAction('actions.find')?.run();
    },
    select: (start: number, end: number) => {
      const model = instance?.getModel();
      if (instance === undefined || model === null || model === undefined) return;
      const range = Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
      instance.setSelection(range);
      instance.revealRangeInCenterIfOutsideViewport(range);
    },
  };
}
