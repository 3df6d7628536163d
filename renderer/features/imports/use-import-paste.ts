import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import { droppedFiles } from './dropped-files.ts';
import { isImportable, takesPaste } from './pasted-material.ts';

/** Imports files, cURL commands, collections and descriptions that are pasted while no field has the focus. */
export function useImportPaste(): void {
  const openDialog = useStore((state) => state.imports.openDialog);
  const run = useStore((state) => state.imports.run);
  const runFiles = useStore((state) => state.imports.runFiles);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const { clipboardData, target } = event;
      const { tree, imports } = useStore.getState();
      // A request that was cut in the tree is what is pasted there.
      const isTaken = event.defaultPrevented || takesPaste(target) || tree.cutIds.length > 0;
      if (clipboardData === null || isTaken || imports.dialog !== 'closed') return;
      const text = clipboardData.getData('text/plain');
      if (clipboardData.types.includes('Files')) {
        event.preventDefault();
        void droppedFiles(clipboardData).then((files) => {
          if (files.length === 0) return;
          openDialog('import');
          void runFiles(files);
        });
      } else if (isImportable(text)) {
        event.preventDefault();
        openDialog('import');
        void run([{ kind: 'text', text }]);
      }
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [openDialog, run, runFiles]);
}
