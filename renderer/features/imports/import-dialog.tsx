import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { CurlForm } from './curl-form.tsx';
import { ImportReportView } from './import-report-view.tsx';
import { SourceForm } from './source-form.tsx';

/** The one box for everything that can be imported, its progress, and its report. */
export function ImportDialog() {
  const { dialog, status, report, progress, closeDialog, cancel, undo, openDialog } = useStore(
    (state) => state.imports,
  );
  const isCurl = dialog === 'curl';
  const isDone = status === 'done' && report !== undefined;
  return (
    <Dialog
      open={dialog !== 'closed'}
      onOpenChange={(open) => {
        if (open) return;
        if (status === 'running') cancel();
        closeDialog();
      }}
      size="lg"
      title={isDone ? 'Imported' : isCurl ? 'Paste cURL' : 'Import'}
      description={
        isDone
          ? undefined
          : isCurl
            ? 'A command copied from documentation or from a browser, in POSIX, Windows or PowerShell quoting.'
            : 'Postman collections, environments, data dumps or Git folders, cURL commands, OpenAPI, HAR, .http files, exports of Insomnia, Bruno, Yaak and Hoppscotch, and Bruno folders.'
      }
      footerStart={
        isDone && report.undoId !== undefined ? (
          <Button variant="ghost" onClick={() => void undo()}>
            Undo import
          </Button>
        ) : undefined
      }
      footer={
        isDone ? (
          <>
            <Button variant="secondary" onClick={() => openDialog('import')}>
              Import more
            </Button>
            <Button variant="primary" onClick={closeDialog}>
              Done
            </Button>
          </>
        ) : undefined
      }
    >
      {status === 'running' ? (
        <ProgressBar
          label={progress === undefined ? 'Reading…' : `Importing ${progress.label}`}
          value={progress === undefined || progress.total === 0 ? undefined : progress.done / progress.total}
          detail={progress === undefined ? undefined : `${progress.done} of ${progress.total}`}
          onCancel={cancel}
        />
      ) : isDone ? (
        <ImportReportView report={report} />
      ) : isCurl ? (
        <CurlForm />
      ) : (
        <SourceForm />
      )}
    </Dialog>
  );
}
