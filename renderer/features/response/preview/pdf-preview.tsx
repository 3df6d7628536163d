import { FileText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { looksLikePdf } from './page-parts.ts';
import styles from './preview.module.css';

/** Why a body cannot be shown, or nothing. */
function obstacleOf(bytes: Uint8Array, isCut: boolean): string | undefined {
  if (isCut) return 'It is too large to be shown here. Save it, and open it in another program.';
  if (!looksLikePdf(bytes))
    return 'The answer says it is a PDF document, but its bytes are not. Hex shows them.';
  if (!navigator.pdfViewerEnabled)
    return 'This window has no viewer for it. Save it, and open it in another program.';
  return undefined;
}

/**
 * The browser's own viewer, in a frame. It works only without a sandbox; it runs apart from the window, loads nothing by
 * itself, and its scripts reach no page. A link in the document would take the window's place, so leaving is asked about.
 */
function PdfFrame({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    // The type is ours, whatever the bytes are: they never become a page.
    const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    if (frame.current !== null) frame.current.src = `${address}#navpanes=0`;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      URL.revokeObjectURL(address);
    };
  }, [bytes]);
  return <iframe ref={frame} className={styles['frame']} title="PDF document" referrerPolicy="no-referrer" />;
}

/** A PDF document, shown once somebody asks for it: it may hold scripts, which the viewer runs and confines. */
export function PdfPreview({
  bytes,
  isCut,
  onSave,
}: {
  bytes: Uint8Array<ArrayBuffer>;
  isCut: boolean;
  onSave(): void;
}) {
  const [isShown, setShown] = useState(false);
  if (isShown) return <PdfFrame bytes={bytes} />;
  const obstacle = obstacleOf(bytes, isCut);
  return (
    <EmptyState
      compact
      icon={<FileText />}
      title="PDF document"
      actions={
        <>
          {obstacle === undefined && (
            <Button variant="primary" onClick={() => setShown(true)}>
              Show the document
            </Button>
          )}
          <Button onClick={onSave}>Save to a file</Button>
        </>
      }
    >
      {obstacle ??
        'The browser’s own viewer shows it, apart from this window. Show it only if you trust where it came from.'}
    </EmptyState>
  );
}
