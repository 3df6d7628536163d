import { call, readBody } from '../../../bridge/bridge.ts';

const atOnce = 4;
/** All pictures of a page together; what comes after that is left out. */
const maxTotalBytes = 32 * 1024 * 1024;

/**
 * Loads pictures of a page, each as a `data:` address; tells each time one has come or could not. What was not told of when
 * it ends was left out.
 *
 * @throws AppError ERR_CALL_CANCELLED
 */
export async function loadPictures(
  addresses: readonly string[],
  pageUrl: string,
  signal: AbortSignal,
  tell: (address: string, data: string | undefined) => void,
): Promise<void> {
  const waiting = [...addresses];
  let totalBytes = 0;
  const work = async () => {
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      let data: string | undefined;
      try {
        const { bodyId, mediaType } = await call('preview.loadPicture', { url, pageUrl }, { signal });
        const bytes = await readBody(bodyId, undefined, signal);
        totalBytes += bytes.length;
        if (totalBytes > maxTotalBytes) return;
        data = await toDataAddress(bytes, mediaType);
      } catch {
        signal.throwIfAborted();
      }
      tell(url, data);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function toDataAddress(bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<string> {
  const type = /^image\/[\w.+-]+$/.test(mediaType) ? mediaType : 'image/png';
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(new Blob([bytes], { type }));
  });
}
