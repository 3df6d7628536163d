import { findNextInBody } from '../../core/links/next-in-body.ts';
import type { Service } from './service.ts';

/** Pages are smaller; what is larger is a document, and reading it would be felt. */
const maxPageBytes = 2 * 1024 * 1024;
const longestAddress = 65_536;

/** Says where a kept body names its next page. @throws AppError ERR_BODY_NOT_FOUND */
export const findNextPage: Service<'page.findNext'> = async (app, { bodyId }) => {
  const { sizeBytes } = app.bodies.stat(bodyId);
  if (sizeBytes > maxPageBytes) return {};
  const text = new TextDecoder().decode(await app.bodies.readAll(bodyId, sizeBytes));
  const next = findNextInBody(text);
  return next === undefined || next.length > longestAddress ? {} : { next };
};
