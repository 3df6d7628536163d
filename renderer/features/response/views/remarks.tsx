import { useEffect, useState } from 'react';
import type { JsonFault } from '../../../../core/json-fault.ts';
import { Notice } from '../../../ui/notice.tsx';
import type { BodyDocument } from '../viewer/body-document.ts';
import type { BodyRows } from '../viewer/body-rows.ts';
import { useBodyRows } from '../viewer/use-body-rows.ts';
import { kindOfBytes } from './bytes-kind.ts';

/** The first place where what is called JSON is none. */
function useJsonFault(rows: BodyRows, isJudged: boolean): JsonFault | undefined {
  const [found, setFound] = useState<{ rows: BodyRows; fault: JsonFault | undefined }>();
  useEffect(() => {
    if (!isJudged) return;
    // A body that was closed meanwhile has nobody to tell.
    rows.findFault().then(
      (fault) => setFound({ rows, fault }),
      () => undefined,
    );
  }, [rows, isJudged]);
  return isJudged && found?.rows === rows ? found.fault : undefined;
}

interface RemarksProps {
  document: BodyDocument;
  rows: BodyRows;
  /** The server calls it JSON, and all of it came. */
  isJudged: boolean;
}

/** What the text itself gives cause to say; why it is not whole stands above it already. */
export function Remarks({ document, rows, isJudged }: RemarksProps) {
  const { hasReplacements } = useBodyRows(rows);
  const fault = useJsonFault(rows, isJudged);
  const kind = hasReplacements ? kindOfBytes(document.head) : undefined;
  if (kind !== undefined) {
    return (
      <Notice tone="warning" variant="banner">
        This is no text: it begins like {kind}. Hex shows it byte by byte; another program can open a saved
        file.
      </Notice>
    );
  }
  return (
    <>
      {hasReplacements && (
        <Notice tone="warning" variant="banner">
          Some bytes are not valid {document.charset} and show as �. Choose another character set, or save the
          bytes as they came.
        </Notice>
      )}
      {fault !== undefined && (
        <Notice tone="warning" variant="banner">
          The server calls this JSON, and it is not valid: {fault.problem} (line {fault.line}, column{' '}
          {fault.column}). Raw shows it as it came.
        </Notice>
      )}
    </>
  );
}
