import type { UploadId } from '../../core/ids.ts';

/** Files that the window sent, kept in a temporary folder until the app closes. */
export interface UploadStore {
  /** Stores a stream of bytes. @throws AppError ERR_UPLOAD_TOO_LARGE */
  save(chunks: AsyncIterable<Uint8Array>): Promise<{ uploadId: UploadId; sizeBytes: number }>;
  /** Path of the stored file. @throws AppError ERR_UPLOAD_NOT_FOUND */
  path(uploadId: UploadId): string;
  close(): Promise<void>;
}
