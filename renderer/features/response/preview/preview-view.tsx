import { Image } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { BodyText } from '../body-text.ts';
import { isTable } from '../views/body-mode.ts';
import { HtmlPreview } from './html-preview.tsx';
import { ImagePreview } from './image-preview.tsx';
import { MediaPreview } from './media-preview.tsx';
import { typeOfBytes } from './page-parts.ts';
import { PdfPreview } from './pdf-preview.tsx';
import { TablePreview } from './table-preview.tsx';

const saysNothing = /^$|^(application|binary)\/octet-stream$/;

/**
 * Pictures, PDF documents, tables, sound and films, and pages in a frame of their own that has no origin, no scripts and no
 * network.
 */
export function PreviewView({
  mediaType: named,
  body,
  pageUrl,
  onSave,
}: {
  mediaType: string;
  body: BodyText;
  /** Where the answer came from. */
  pageUrl: string;
  onSave(): void;
}) {
  const { bytes } = body;
  const mediaType = saysNothing.test(named) && bytes !== undefined ? (typeOfBytes(bytes) ?? named) : named;
  if (mediaType.startsWith('image/') && bytes !== undefined) {
    return <ImagePreview bytes={bytes} mediaType={mediaType} />;
  }
  if (mediaType === 'application/pdf' && bytes !== undefined) {
    return <PdfPreview bytes={bytes} isCut={body.isCut} onSave={onSave} />;
  }
  if (/^(audio|video)\//.test(mediaType) && bytes !== undefined) {
    return <MediaPreview bytes={bytes} mediaType={mediaType} isCut={body.isCut} onSave={onSave} />;
  }
  if (isTable(mediaType)) return <TablePreview text={body.text} />;
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') {
    return <HtmlPreview text={body.text} pageUrl={pageUrl} onSave={onSave} />;
  }
  return (
    <EmptyState
      compact
      icon={<Image />}
      title="No preview for this kind of body"
      actions={<Button onClick={onSave}>Save to a file</Button>}
    >
      {mediaType === '' ? 'The answer does not say what it is.' : `It is ${mediaType}.`} Raw shows it as text,
      Hex byte by byte; another program can show a saved file.
    </EmptyState>
  );
}
