import { useMemo } from 'react';
import { useStore } from '../../../store/store.ts';
import type { ComparedWith } from '../answer-look.ts';
import { type AnswerSide, sideOfExample, sideOfExchange } from './answer-side.ts';

/** Gives the answer that a tab's answer is compared with; nothing where none is chosen, or it is gone. */
export function useComparedSide(tabKey: string, to: ComparedWith | undefined): AnswerSide | undefined {
  const previous = useStore((state) => state.responses.views[tabKey]?.previous);
  const requestId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const examples = useStore((state) => state.requests.examples[requestId ?? '']);
  return useMemo(() => {
    if (to === undefined) return undefined;
    if (to.kind === 'before') {
      return previous === undefined ? undefined : sideOfExchange('Answer before', previous, undefined);
    }
    const example = examples?.find(({ fileName }) => fileName === to.fileName);
    return example === undefined ? undefined : sideOfExample(example.name, example);
  }, [to, previous, examples]);
}
