import { useEffect, useState } from 'react';
import { JsonLines } from '../../../../core/json-lines.ts';

/** Characters indexed before the window gets a turn: some 10 ms of work. */
const stepUnits = 1_000_000;

/** Lays a JSON text out in lines, in steps that keep the window responsive; lines found so far are shown at once. */
export function useJsonLines(text: string): { lines: JsonLines; lineCount: number; done: boolean } {
  const [state, setState] = useState(() => start(text));
  if (state.lines.text !== text) setState(start(text));
  useEffect(() => {
    const { lines } = state;
    if (lines.done) return undefined;
    const timer = setTimeout(() => {
      lines.advance(stepUnits);
      setState({ lines, lineCount: lines.lineCount, done: lines.done });
    });
    return () => clearTimeout(timer);
  }, [state]);
  return state;
}

function start(text: string): { lines: JsonLines; lineCount: number; done: boolean } {
  const lines = new JsonLines(text);
  lines.advance(stepUnits);
  return { lines, lineCount: lines.lineCount, done: lines.done };
}
