import type { Service } from './service.ts';

/** Renames a token. @throws AppError ERR_TOKEN_NOT_FOUND */
export const renameToken: Service<'token.rename'> = (app, { id, name }) => app.tokens.rename(id, name);
