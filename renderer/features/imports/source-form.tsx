import { FileDown, FolderOpen, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { ImportSource } from '../../../core/import/report.ts';
import { call } from '../../bridge/bridge.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './imports.module.css';
import { TextForm } from './text-form.tsx';

/** One line that is an address is fetched; anything else is read as it stands. */
export function sourceOfText(text: string): ImportSource {
  const trimmed = text.trim();
  return /^(https?|postman):\/\/\S+$/i.test(trimmed) ? { kind: 'url', url: trimmed } : { kind: 'text', text };
}

function FileButtons() {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const hasPicker = useStore((state) => state.app.state?.capabilities.pickFiles ?? false);
  const { run, runFiles } = useStore((state) => state.imports);
  const showError = useStore((state) => state.notices.showError);

  const pick = async (folders: boolean) => {
    if (!hasPicker) {
      (folders ? folder : files).current?.click();
      return;
    }
    try {
      const { paths } = await call('app.pickFiles', { title: 'Import', folders, multiple: true });
      if (paths.length > 0) await run(paths.map((path) => ({ kind: 'path', path })));
    } catch (error) {
      showError(error);
    }
  };
  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    if (chosen.length === 0) return;
    void runFiles(
      chosen.map((file) => ({
        file,
        ...(file.webkitRelativePath === '' ? {} : { relativePath: file.webkitRelativePath }),
      })),
    );
  };
  return (
    <div className={styles['dropZone']}>
      <FileDown aria-hidden />
      <p>
        <strong>Drop files or folders anywhere</strong>, or choose them
      </p>
      <div className={styles['buttons']}>
        <Button icon={<Upload />} onClick={() => void pick(false)}>
          Choose files
        </Button>
        <Button icon={<FolderOpen />} onClick={() => void pick(true)}>
          Choose a folder
        </Button>
      </div>
      <input
        ref={files}
        className="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Files to import"
        onChange={(event) => take(event.target.files)}
      />
      <input
        ref={folder}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label="Folder to import"
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.target.files)}
      />
    </div>
  );
}

/** Raw text or URL in a box, or files. */
export function SourceForm() {
  return (
    <TextForm
      form="import"
      label="Raw text or URL"
      rows={6}
      placeholder="Paste a link, a collection, an environment or a cURL command"
      sourceOf={sourceOfText}
    >
      <FileButtons />
    </TextForm>
  );
}
