import { Component, Suspense, lazy, useCallback, useRef } from 'react';
import type { ReactNode } from 'react';
import type { CodeEditorProps, TypingPlace } from './code-editor-props.ts';
import { PlainEditor } from './plain-editor.tsx';
import styles from './code-editor.module.css';

const loadMonacoEditor = () => import('./monaco-editor.tsx');
const MonacoEditor = lazy(async () => ({ default: (await loadMonacoEditor()).MonacoEditor }));

const nowhere: TypingPlace = { isFocused: false, start: 0, end: 0 };

/** Starts loading the editor's code; call it once the first view is painted. */
export function preloadCodeEditor(): void {
  // A failure shows again, and is handled, where the editor is used.
  loadMonacoEditor().catch(() => undefined);
}

/** Keeps the plain field when the editor's code cannot be loaded. */
class EditorBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

/** A code editor. Until Monaco has loaded a plain text field stands in, and what is typed there is kept. */
export function CodeEditor(props: CodeEditorProps) {
  const typingPlace = useRef(nowhere);
  const keepTypingPlace = useCallback((place: TypingPlace) => {
    typingPlace.current = place;
  }, []);
  const takeTypingPlace = useCallback(() => {
    const place = typingPlace.current;
    typingPlace.current = nowhere;
    return place;
  }, []);
  const plain = <PlainEditor {...props} onTypingPlace={keepTypingPlace} />;
  return (
    <div className={styles['root']} style={{ height: props.height ?? '100%' }}>
      <EditorBoundary fallback={plain}>
        <Suspense fallback={plain}>
          <MonacoEditor {...props} takeTypingPlace={takeTypingPlace} />
        </Suspense>
      </EditorBoundary>
    </div>
  );
}
