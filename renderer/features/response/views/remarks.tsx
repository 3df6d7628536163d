import { Notice } from '../../../ui/notice.tsx';
import type { BodyDocument } from '../viewer/body-document.ts';
import type { BodyRows } from '../viewer/body-rows.ts';
import { useBodyRows } from '../viewer/use-body-rows.ts';
import { kindOfBytes } from './bytes-kind.ts';

/** What the text itself gives cause to say; why it is not whole stands above it already. */
export function Remarks({ document, rows }: { document: BodyDocument; rows: BodyRows }) {
  const { hasReplacements } = useBodyRows(rows);
  if (!hasReplacements) return null;
  const kind = kindOfBytes(document.head);
  if (kind !== undefined) {
    return (
      <Notice tone="warning" variant="banner">
        This is no text: it begins like {kind}. Hex shows it byte by byte; another program can open a saved
        file.
      </Notice>
    );
  }
  return (
    <Notice tone="warning" variant="banner">
      Some bytes are not valid {document.charset} and show as �. Choose another character set, or save the
      bytes as they came.
    </Notice>
  );
}
