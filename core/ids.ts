import { z } from 'zod';

/**
 * Names a collection, folder, request or environment of the open workspace. Opaque and stable across renames,
 * moves and restarts; it is not a path and not part of the files.
 */
export const itemIdSchema = z.string().min(1).max(128);
export type ItemId = z.infer<typeof itemIdSchema>;

/** Names a response body (or another large text) that stays on the Node side and is read by range from `body/<id>`. */
export const bodyIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
export type BodyId = z.infer<typeof bodyIdSchema>;

/** Names a file the renderer sent with `POST upload`, kept in a temporary folder until the app closes. */
export const uploadIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
export type UploadId = z.infer<typeof uploadIdSchema>;

/** Names a step that can be taken back (a delete, an import, a clean-up) for as long as the app runs. */
export const undoIdSchema = z.string().min(1).max(128);
export type UndoId = z.infer<typeof undoIdSchema>;

/** The fingerprint of a file as it was read; a save must name the one it started from. */
export const revisionSchema = z.string().min(1).max(128);
export type Revision = z.infer<typeof revisionSchema>;
