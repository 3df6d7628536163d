import type { Exchange } from '../../../../core/http/exchange.ts';
import { useStore } from '../../../store/store.ts';
import { safeFileName, saveBody } from '../save-file.ts';
import type { ResponseOutcome } from './body-view.tsx';

/** Gives what saves a body to a file, under the server's name for it where that is safe. */
export function useSaveBody(exchange: Exchange, { headers, body }: ResponseOutcome): () => void {
  const showError = useStore((state) => state.notices.showError);
  return () => {
    const disposition = headers.find(([name]) => name.toLowerCase() === 'content-disposition')?.[1];
    const fileName = safeFileName(disposition, exchange.request.url, body.mediaType);
    saveBody(body.bodyId, body.sizeBytes, fileName).catch(showError);
  };
}
