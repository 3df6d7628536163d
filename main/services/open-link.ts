import { checkLink } from '../open-link.ts';
import type { Service } from './service.ts';

/**
 * Opens an http(s) address in the system's browser; nothing else, and never through a shell.
 *
 * @throws AppError ERR_LINK_REFUSED, ERR_LINK_OPEN_FAILED
 */
export const openLink: Service<'app.openLink'> = async (app, { url }) => {
  await app.host.openLink(checkLink(url));
  return {};
};
