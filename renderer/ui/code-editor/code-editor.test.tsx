import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import type { CodeEditorProps, TypingPlace } from './code-editor-props.ts';

// Monaco needs a real browser; what is proved here is the field that stands in for it and the hand-over.
const loading = vi.hoisted(() => {
  let finish: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { promise, finish: () => finish() };
});
const taken: TypingPlace[] = [];

vi.mock('./monaco-editor.tsx', async () => {
  await loading.promise;
  return {
    MonacoEditor: (props: CodeEditorProps & { takeTypingPlace: () => TypingPlace }) => {
      const [place] = useState(() => props.takeTypingPlace());
      taken.push(place);
      return <output>{props.value}</output>;
    },
  };
});

const { CodeEditor } = await import('./code-editor.tsx');

afterEach(cleanup);

function Host({ onModEnter }: { onModEnter: () => void }) {
  const [value, setValue] = useState('{}');
  return (
    <CodeEditor ariaLabel="Body" language="json" value={value} onChange={setValue} onModEnter={onModEnter} />
  );
}

test('a plain field takes text until the editor has loaded, and the editor goes on where it stood', async () => {
  const onModEnter = vi.fn();
  render(<Host onModEnter={onModEnter} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Body' });
  field.focus();
  fireEvent.change(field, { target: { value: '{"a": 1}' } });
  field.setSelectionRange(3, 4);
  fireEvent.select(field);
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  expect(onModEnter).toHaveBeenCalledOnce();

  loading.finish();
  expect((await screen.findByRole('status')).textContent).toBe('{"a": 1}');
  expect(taken[0]).toEqual({ isFocused: true, start: 3, end: 4 });
});
