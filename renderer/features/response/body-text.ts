import { useCallback, useEffect, useMemo, useState } from 'react';
import type { BodyFacts } from '../../../core/http/exchange.ts';
import { readBody } from '../../bridge/bridge.ts';
import { BodyDocument } from './viewer/body-document.ts';
import { decideCharset } from './viewer/engine/charset.ts';

/** Most bytes of a body that the window takes as one text: for previews and the clipboard. Viewers read documents. */
export const wholeBytesLimit = 32 * 1024 * 1024;

export interface BodyText {
  status: 'loading' | 'ready' | 'failed';
  text: string;
  bytes: Uint8Array<ArrayBuffer> | undefined;
  /** The charset the text was read with. */
  charset: string;
  /** Some bytes are not valid in that charset and show as the replacement character. */
  hasReplacements: boolean;
  isCut: boolean;
  message: string | undefined;
}

const loading: BodyText = {
  status: 'loading',
  text: '',
  bytes: undefined,
  charset: 'utf-8',
  hasReplacements: false,
  isCut: false,
  message: undefined,
};

/** Reads bytes as text, in the charset that viewers use. Never changes the bytes. */
export function decodeBody(
  bytes: Uint8Array<ArrayBuffer>,
  declared: string | undefined,
  chosen?: string,
): Pick<BodyText, 'text' | 'charset' | 'hasReplacements'> {
  const { charset, markBytes } = decideCharset(bytes, declared, chosen);
  const textBytes = bytes.subarray(markBytes);
  try {
    const text = new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(textBytes);
    return { text, charset, hasReplacements: false };
  } catch {
    const text = new TextDecoder(charset, { ignoreBOM: true }).decode(textBytes);
    return { text, charset, hasReplacements: true };
  }
}

/** Reads at most so much of a body as one text. @throws AppError ERR_BODY_NOT_FOUND, ERR_CALL_CANCELLED */
export async function readWholeBody(
  { bodyId, sizeBytes, charset }: BodyFacts,
  chosenCharset: string | undefined,
  signal?: AbortSignal,
): Promise<BodyText> {
  const isCut = sizeBytes > wholeBytesLimit;
  const bytes = await readBody(bodyId, isCut ? { start: 0, end: wholeBytesLimit } : undefined, signal);
  return { ...loading, ...decodeBody(bytes, charset, chosenCharset), status: 'ready', bytes, isCut };
}

/** Reads a body as one text, for previews: at most {@link wholeBytesLimit} of it. A newer body or charset ends an older read. */
export function useBodyText(body: BodyFacts, charset: string | undefined): BodyText {
  const { bodyId } = body;
  const wanted = `${bodyId} ${charset ?? ''}`;
  const [read, setRead] = useState({ wanted: '', text: loading });
  useEffect(() => {
    const controller = new AbortController();
    readWholeBody(body, charset, controller.signal).then(
      (text) => setRead({ wanted, text }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setRead({ wanted, text: { ...loading, status: 'failed', message } });
      },
    );
    return () => controller.abort();
  }, [body, charset, wanted]);
  return read.wanted === wanted ? read.text : loading;
}

/** A body that is being opened, is open, or could not be. */
export type OpenedDocument =
  { status: 'loading' } | { status: 'ready'; document: BodyDocument } | { status: 'failed'; message: string };

/** Opens a body for as long as it is shown; a newer body or charset closes the older document. */
export function useBodyDocument(body: BodyFacts, chosenCharset: string | undefined): OpenedDocument {
  return useOpened(
    useCallback((signal) => BodyDocument.open(body, chosenCharset, signal), [body, chosenCharset]),
  );
}

/** Opens UTF-8 that the window already has, for the same viewers; without bytes nothing is opened. */
export function useBytesDocument(bytes: Uint8Array<ArrayBuffer> | undefined): OpenedDocument {
  return useOpened(
    useMemo(
      () =>
        bytes &&
        ((signal: AbortSignal) => {
          const facts = { bodyId: '', sizeBytes: bytes.length };
          return BodyDocument.open(facts, 'utf-8', signal, async (start, end) => bytes.slice(start, end));
        }),
      [bytes],
    ),
  );
}

function useOpened(open: ((signal: AbortSignal) => Promise<BodyDocument>) | undefined): OpenedDocument {
  const [opened, setOpened] = useState<{ by: unknown; state: OpenedDocument }>();
  useEffect(() => {
    if (open === undefined) return undefined;
    const controller = new AbortController();
    let document: BodyDocument | undefined;
    open(controller.signal).then(
      (found) => {
        document = found;
        if (!controller.signal.aborted) setOpened({ by: open, state: { status: 'ready', document: found } });
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        setOpened({ by: open, state: { status: 'failed', message } });
      },
    );
    return () => {
      controller.abort();
      document?.close();
    };
  }, [open]);
  return opened !== undefined && opened.by === open ? opened.state : { status: 'loading' };
}
