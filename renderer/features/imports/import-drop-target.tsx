import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { droppedFiles } from './dropped-files.ts';
import styles from './imports.module.css';
import { useImportPaste } from './use-import-paste.ts';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Takes files and folders dropped anywhere on the window, and what is pasted onto it; shows itself only while something is dragged over it. */
export function ImportDropTarget() {
  const [isOver, setOver] = useState(false);
  const openDialog = useStore((state) => state.imports.openDialog);
  const runFiles = useStore((state) => state.imports.runFiles);
  const show = useStore((state) => state.notices.show);
  useImportPaste();

  useEffect(() => {
    // Enter and leave come for every element passed over; only the outermost pair counts.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length === 0) {
          show({ kind: 'warning', text: 'Nothing in what was dropped can be read.' });
          return;
        }
        openDialog('import');
        void runFiles(files);
      });
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [openDialog, runFiles, show]);

  if (!isOver) return null;
  return (
    <div className={styles['overlay']} role="status">
      <Download aria-hidden />
      <strong>Drop to import</strong>
      <span>Collections, environments, data dumps, or a whole folder</span>
    </div>
  );
}
