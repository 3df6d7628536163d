import type { SliceTools } from '../../store/slice.ts';
import type { ReversibleStep } from '../notices/public.ts';

/** A step of the tree that can be taken back by key. */
export interface TreeStep extends ReversibleStep {
  /** The message that offers the same, while it is there. */
  noticeId: string | undefined;
}

const mostSteps = 50;

/** Keeps what was done for Ctrl+Z, and says it where there is a text for it. */
export function noteStep({ set, get }: SliceTools<'tree'>, done: ReversibleStep & { text?: string }): void {
  const { text, ...step } = done;
  const kept: TreeStep = {
    undoId: step.undoId,
    noticeId: undefined,
    async afterwards(isTakenBack) {
      set(({ steps }) => ({ steps: steps.filter(({ undoId }) => undoId !== step.undoId) }));
      await step.afterwards?.(isTakenBack);
    },
  };
  if (text !== undefined) kept.noticeId = get().notices.showDone({ text, ...kept });
  set(({ steps }) => ({ steps: [...steps, kept].slice(-mostSteps) }));
}

/** Takes the last step back that was not taken back yet. */
export async function takeLastStepBack({ get }: SliceTools<'tree'>): Promise<void> {
  const last = get().tree.steps.at(-1);
  if (last === undefined) return;
  if (last.noticeId !== undefined) get().notices.dismiss(last.noticeId);
  await get().notices.takeBack(last);
}
