import type { editor } from './monaco.ts';

/** A document that outlives its editor: with it live the undo stack, the caret and the scroll position. */
export type CodeModel = { model: editor.ITextModel; viewState: editor.ICodeEditorViewState | null };

const maxKept = 60;
const kept = new Map<string, CodeModel>();
const inUse = new Map<string, number>();

function disposeOldest(): void {
  for (const [key, { model }] of kept) {
    if (kept.size <= maxKept) return;
    if ((inUse.get(key) ?? 0) > 0) continue;
    kept.delete(key);
    model.dispose();
  }
}

/** Takes the document of a key into use, making it on first use. */
export function acquireCodeModel(key: string, create: () => editor.ITextModel): CodeModel {
  let entry = kept.get(key);
  if (entry === undefined || entry.model.isDisposed()) entry = { model: create(), viewState: null };
  // Re-inserting keeps the map in order of last use.
  kept.delete(key);
  kept.set(key, entry);
  inUse.set(key, (inUse.get(key) ?? 0) + 1);
  disposeOldest();
  return entry;
}

/** Gives a document back; it stays in memory for the next use. */
export function leaveCodeModel(key: string): void {
  const uses = (inUse.get(key) ?? 1) - 1;
  if (uses > 0) inUse.set(key, uses);
  else inUse.delete(key);
}

/** Forgets a document and its undo stack, as when its tab is closed. Safe before Monaco has loaded. */
export function forgetCodeModel(key: string): void {
  const entry = kept.get(key);
  if (entry === undefined || (inUse.get(key) ?? 0) > 0) return;
  kept.delete(key);
  entry.model.dispose();
}
