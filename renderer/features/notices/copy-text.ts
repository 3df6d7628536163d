import { useStore } from '../../store/store.ts';

/** Copies a text and says so: "The path was copied". */
export async function copyText(text: string, what: string): Promise<void> {
  const { show } = useStore.getState().notices;
  try {
    await navigator.clipboard.writeText(text);
    show({ kind: 'success', text: `${what} was copied` });
  } catch {
    show({ kind: 'warning', text: `${what} could not be copied: the browser does not allow it` });
  }
}
