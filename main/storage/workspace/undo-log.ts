import { randomBytes } from 'node:crypto';
import { AppError } from '../../../core/errors.ts';
import type { UndoId } from '../../../core/ids.ts';

/** Puts back what one step changed. */
export type UndoStep = () => Promise<void>;

const mostSteps = 100;

/** Steps that can be taken back for as long as the app runs, each once. */
export class UndoLog {
  readonly #steps = new Map<UndoId, UndoStep>();

  add(step: UndoStep, undoId: UndoId = newUndoId()): UndoId {
    this.#steps.set(undoId, step);
    const oldest = this.#steps.keys().next();
    if (this.#steps.size > mostSteps && oldest.done !== true) this.#steps.delete(oldest.value);
    return undoId;
  }

  has(undoId: UndoId): boolean {
    return this.#steps.has(undoId);
  }

  /** @throws AppError ERR_WORKSPACE_UNDO_EXPIRED, and what the step throws; then it can be tried again. */
  async run(undoId: UndoId): Promise<void> {
    const step = this.#steps.get(undoId);
    if (step === undefined) {
      throw new AppError('ERR_WORKSPACE_UNDO_EXPIRED', 'That step can no longer be taken back.');
    }
    this.#steps.delete(undoId);
    try {
      await step();
    } catch (fault) {
      this.#steps.set(undoId, step);
      throw fault;
    }
  }
}

export function newUndoId(): UndoId {
  return randomBytes(12).toString('base64url');
}
