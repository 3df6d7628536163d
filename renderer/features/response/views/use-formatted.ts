import { useEffect, useState } from 'react';
import type { MarkupLanguage } from '../../../../core/format-markup.ts';
import { useBytesDocument } from '../body-text.ts';
import type { BodyDocument } from '../viewer/body-document.ts';

interface Formatted {
  of: BodyDocument;
  language: MarkupLanguage;
  bytes: Uint8Array<ArrayBuffer> | undefined;
}

/** A body laid out as markup: `working` until that is known, then the laid-out document, or nothing where it stays as it came. */
export interface FormattedBody {
  isWorking: boolean;
  document: BodyDocument | undefined;
}

/** Lays out a body that is XML or HTML, on another thread. Without a document, or a language, there is nothing to do. */
export function useFormatted(
  document: BodyDocument | undefined,
  language: MarkupLanguage | undefined,
): FormattedBody {
  const [formatted, setFormatted] = useState<Formatted>();
  useEffect(() => {
    if (document === undefined || language === undefined) return undefined;
    const controller = new AbortController();
    const done = (bytes: Formatted['bytes']) => {
      if (!controller.signal.aborted) setFormatted({ of: document, language, bytes });
    };
    // A body that is gone says so in the viewer of the text as it came.
    document.format(language, controller.signal).then(done, () => done(undefined));
    return () => controller.abort();
  }, [document, language]);

  const isWanted = document !== undefined && language !== undefined;
  const own =
    isWanted && formatted?.of === document && formatted.language === language ? formatted : undefined;
  const opened = useBytesDocument(own?.bytes);
  if (!isWanted) return { isWorking: false, document: undefined };
  if (own === undefined) return { isWorking: true, document: undefined };
  if (own.bytes === undefined) return { isWorking: false, document: undefined };
  return opened.status === 'ready'
    ? { isWorking: false, document: opened.document }
    : { isWorking: opened.status === 'loading', document: undefined };
}
