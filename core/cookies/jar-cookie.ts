import { z } from 'zod';

/** What names a cookie in a jar (RFC 6265 section 5.3). */
export const cookieKeySchema = z.object({
  /** Lower case, without a leading dot. */
  domain: z.string().min(1).max(253),
  path: z.string().min(1).max(2_000),
  name: z.string().max(4_000),
});
export type CookieKey = z.infer<typeof cookieKeySchema>;

/** A cookie of the workspace's jar; its value is shown only on request. */
export const jarCookieSchema = cookieKeySchema.extend({
  /** Only for the host itself, not for those below it: no Domain attribute. */
  hostOnly: z.boolean(),
  /** Absent: until Postern forgets it; a client of this kind has no session that ends. */
  expiresAtEpochSec: z.number().int().optional(),
  secure: z.boolean(),
  httpOnly: z.boolean(),
  sameSite: z.enum(['strict', 'lax', 'none']).optional(),
});
export type JarCookie = z.infer<typeof jarCookieSchema>;
