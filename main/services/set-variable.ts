import type { Service } from './service.ts';

/** Sets the current value of a variable, adding it where it is new. @throws AppError ERR_VARIABLE_SCOPE_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED */
export const setVariable: Service<'variable.set'> = async (app, { scope, key, value }) => {
  await app.workspace.setVariable(scope, key, value);
  return {};
};
