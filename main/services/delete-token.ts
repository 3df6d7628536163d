import type { Service } from './service.ts';

/** Deletes a token here; the server is not told. The step can be taken back. @throws AppError ERR_TOKEN_NOT_FOUND */
export const deleteToken: Service<'token.delete'> = async (app, { id }) => ({
  undoId: app.undoLog.add(await app.tokens.remove([id])),
});
