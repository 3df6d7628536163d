import { z } from 'zod';
import { cookieKeySchema, jarCookieSchema } from '../cookies/jar-cookie.ts';
import { undoIdSchema } from '../ids.ts';
import { nothing, operation } from './operation.ts';

/** Operations on the cookie jar of the workspace. Values cross only in `cookie.reveal`. */
export const cookieOperations = {
  /** Sorted by domain, path and name. */
  'cookie.list': operation(nothing, z.object({ cookies: z.array(jarCookieSchema) })),
  /** Gives the value of a cookie; only when the user asks to see it. */
  'cookie.reveal': operation(cookieKeySchema, z.object({ value: z.string() })),
  /** Adds a cookie, or puts it in the place of `previous`. Without `value` that of `previous` stays. */
  'cookie.save': operation(
    z.object({
      cookie: jarCookieSchema,
      value: z.string().max(8_000).optional(),
      previous: cookieKeySchema.optional(),
    }),
    jarCookieSchema,
  ),
  /** Takes a `Set-Cookie` line as a server would send it; `host` counts where it has no Domain. */
  'cookie.import': operation(z.object({ line: z.string().max(16_000), host: z.string() }), jarCookieSchema),
  'cookie.delete': operation(
    z.object({ cookies: z.array(cookieKeySchema).min(1).max(10_000) }),
    z.object({ undoId: undoIdSchema }),
  ),
} as const;

export const cookieEvents = {
  'cookies.changed': z.object({}),
} as const;
