import { Component, Suspense, lazy, useCallback, useRef } from 'react';
import type { ReactNode } from 'react';
import type { CodeEditorProps, TypingPlace } from './code-editor-props.ts';
import { Skeleton } from '../skeleton.tsx';
import { PlainEditor } from './plain-editor.tsx';
import styles from './code-editor.module.css';

const MonacoEditor = lazy(async () => ({ default: (await import('./monaco-editor.tsx')).MonacoEditor }));

/** A plain field takes seconds to lay out more than this, in characters; Monaco is there sooner. */
const maxPlainChars = 256 * 1024;

const nowhere: TypingPlace = { isFocused: false, start: 0, end: 0 };

/**
 * Fetches the editor's code ahead, without running it: that takes the window's thread for a quarter of a second, which
 * whoever never edits a body need not spend. The build says in the page where the code is.
 */
export function fetchCodeEditor(): void {
  const address = document.querySelector<HTMLMetaElement>('meta[name="code-editor"]')?.content;
  if (address === undefined) return;
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = address;
  document.head.append(link);
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
        <Suspense
          fallback={
            props.value.length > maxPlainChars ? <Skeleton label="Loading the editor" lines={8} /> : plain
          }
        >
          <MonacoEditor {...props} takeTypingPlace={takeTypingPlace} />
        </Suspense>
      </EditorBoundary>
    </div>
  );
}
