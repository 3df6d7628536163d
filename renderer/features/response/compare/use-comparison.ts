import { useEffect, useState } from 'react';
import type { AnswerSide } from './answer-side.ts';
import type { Comparison } from './compare-lines.ts';

type SideText = { text: string; isJson: boolean };
/** What goes to the thread that compares. */
export type ComparedTexts = { left: SideText; right: SideText };

export type ComparisonState =
  | { status: 'comparing' }
  | { status: 'ready'; comparison: Comparison; isIdentical: boolean }
  | { status: 'failed'; message: string };

const comparing: ComparisonState = { status: 'comparing' };

/** Compares two answers on a thread of its own, which ends with the view. */
export function useComparison(left: AnswerSide, right: AnswerSide): ComparisonState {
  const [done, setDone] = useState<{ left: AnswerSide; right: AnswerSide; state: ComparisonState }>();
  useEffect(() => {
    const controller = new AbortController();
    let worker: Worker | undefined;
    const finish = (state: ComparisonState) => {
      worker?.terminate();
      if (!controller.signal.aborted) setDone({ left, right, state });
    };
    const fail = (message: string) => finish({ status: 'failed', message });
    Promise.all([left.read(controller.signal), right.read(controller.signal)]).then(
      ([ours, theirs]) => {
        if (controller.signal.aborted) return;
        worker = new Worker(new URL('./compare.worker.ts', import.meta.url), { type: 'module' });
        worker.addEventListener('error', (event) => fail(event.message || 'Comparing them ended.'));
        worker.addEventListener('message', ({ data }: MessageEvent<{ comparison?: Comparison }>) => {
          const { comparison } = data;
          if (comparison === undefined) fail('They have too little in common to be lined up.');
          else finish({ status: 'ready', comparison, isIdentical: ours.text === theirs.text });
        });
        worker.postMessage({ left: ours, right: theirs } satisfies ComparedTexts);
      },
      (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      controller.abort();
      worker?.terminate();
    };
  }, [left, right]);
  return done?.left === left && done.right === right ? done.state : comparing;
}
