import type { Service } from './service.ts';

/** Gives the stored value of a secret, for showing it. @throws AppError ERR_SECRET_NOT_FOUND, ERR_SECRET_UNREADABLE, ERR_VARIABLE_SCOPE_NOT_FOUND */
export const revealVariable: Service<'variable.reveal'> = async (app, { scope, key }) => {
  return { value: await app.workspace.revealVariable(scope, key) };
};
