import { findNextInBody } from '../../core/links/next-in-body.ts';
import { longestLink, maxPageBytes } from '../../core/links/page-limits.ts';
import type { Service } from './service.ts';

/** Says where a kept body names its next page. @throws AppError ERR_BODY_NOT_FOUND */
export const findNextPage: Service<'page.findNext'> = async (app, { bodyId }) => {
  const { sizeBytes } = app.bodies.stat(bodyId);
  if (sizeBytes > maxPageBytes) return {};
  const text = new TextDecoder().decode(await app.bodies.readAll(bodyId, sizeBytes));
  const next = findNextInBody(text);
  return next === undefined || next.length > longestLink ? {} : { next };
};
