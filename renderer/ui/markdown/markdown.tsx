import { Component, lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { MarkdownViewProps } from './markdown-view.tsx';
import styles from './markdown.module.css';

const MarkdownView = lazy(async () => ({ default: (await import('./markdown-view.tsx')).MarkdownView }));

/** Beyond this a description is a file; it is shown as the text it is. */
const maxLength = 400_000;

/** Keeps the plain text where the reader's code cannot be loaded, or stumbles over the text. */
class PlainBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

/** Markdown as a page to read; until the reader's code has loaded, as text. */
export function Markdown(props: MarkdownViewProps) {
  const plain = <pre className={styles['plain']}>{props.text}</pre>;
  if (props.text.length > maxLength) return plain;
  return (
    <PlainBoundary key={props.text} fallback={plain}>
      <Suspense fallback={plain}>
        <MarkdownView {...props} />
      </Suspense>
    </PlainBoundary>
  );
}
