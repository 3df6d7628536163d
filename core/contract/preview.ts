import { z } from 'zod';
import { bodyIdSchema } from '../ids.ts';
import { operation } from './operation.ts';

/** Operations for looking at answers. */
export const previewOperations = {
  /**
   * Fetches a picture that a page of an answer names, because somebody asked to see it: without cookies, authorization or
   * Referer. Addresses of this computer and of private networks are refused, unless the page came from the same host.
   */
  'preview.loadPicture': operation(
    z.object({ url: z.string(), pageUrl: z.string() }),
    z.object({ bodyId: bodyIdSchema, mediaType: z.string() }),
  ),
} as const;
