import { Download } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import type { CollectionExport } from './export-actions.ts';
import styles from './export-dialog.module.css';

const sizeUnits = ['bytes', 'KB', 'MB', 'GB'];

function formatSize(sizeBytes: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= 1024 && unit < sizeUnits.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${sizeUnits[unit] ?? ''}`;
}

/** Asks, before a collection leaves as a file, what to do with its secrets. */
export function ExportDialog() {
  const exporting = useStore((state) => state.tree.exporting);
  const { closeExport, setExportSecrets, saveExport } = useStore((state) => state.tree);
  if (exporting === undefined) return null;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) closeExport();
      }}
      title="Export as Postman v2.1"
      description={`One JSON file with everything in “${exporting.name}”, for Postman and for other people.`}
      footer={
        <>
          <Button onClick={closeExport}>Cancel</Button>
          <Button
            variant="primary"
            icon={<Download />}
            disabled={exporting.file === undefined}
            loading={exporting.saving}
            onClick={() => void saveExport()}
          >
            Export
          </Button>
        </>
      }
    >
      <div className={styles['content']}>
        <ExportFacts exporting={exporting} />
        <Checkbox
          label="Include secrets"
          hint="Tokens, passwords and other secret values go into the file as they are. Anyone who has the file can use them."
          checked={exporting.includeSecrets}
          onChange={(include) => void setExportSecrets(include)}
        />
      </div>
    </Dialog>
  );
}

function ExportFacts({ exporting }: { exporting: CollectionExport }) {
  const { file, error, includeSecrets } = exporting;
  if (error !== undefined) {
    return (
      <Notice tone="danger" title="The collection could not be written" announces>
        {error.message} {error.code === undefined ? null : <code>{error.code}</code>}
      </Notice>
    );
  }
  if (file === undefined) return <ProgressBar label="Writing the collection" />;
  return (
    <>
      <p className={styles['file']}>
        <span className={styles['fileName']}>{file.fileName}</span>
        <span>{formatSize(file.sizeBytes)}</span>
      </p>
      {file.blanked.length > 0 ? (
        <section aria-label="Left out">
          <h3 className={styles['heading']}>
            {file.blanked.length === 1
              ? 'One secret is left out'
              : `${file.blanked.length} secrets are left out`}
          </h3>
          <ul className={styles['blanked']} tabIndex={0} aria-label="Secrets that are left out">
            {file.blanked.map((place) => (
              <li key={place}>{place}</li>
            ))}
          </ul>
        </section>
      ) : includeSecrets ? null : (
        <p className={styles['quiet']}>It holds no secrets that would have to be left out.</p>
      )}
    </>
  );
}
