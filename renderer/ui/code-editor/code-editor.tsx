import { Component, Suspense, lazy, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { CodeEditorProps, TypingPlace } from './code-editor-props.ts';
import { PlainEditor } from './plain-editor.tsx';
import styles from './code-editor.module.css';

const loadMonacoEditor = () => import('./monaco-editor.tsx');
const MonacoEditor = lazy(async () => ({ default: (await loadMonacoEditor()).MonacoEditor }));

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
  const typingPlace: RefObject<TypingPlace> = useRef({ isFocused: false, start: 0, end: 0 });
  const plain = <PlainEditor {...props} typingPlace={typingPlace} />;
  return (
    <div className={styles['root']} style={{ height: props.height ?? '100%' }}>
      <EditorBoundary fallback={plain}>
        <Suspense fallback={plain}>
          <MonacoEditor {...props} typingPlace={typingPlace} />
        </Suspense>
      </EditorBoundary>
    </div>
  );
}
