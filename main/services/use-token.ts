import { AppError } from '../../core/errors.ts';
import type { Service } from './service.ts';

/** Chooses the token that requests under an item send, or takes the choice back. @throws AppError ERR_TOKEN_NOT_FOUND, ERR_CALL_INVALID_INPUT */
export const useToken: Service<'token.use'> = async (app, { id, itemId, environmentId }) => {
  if (itemId === undefined) {
    throw new AppError('ERR_CALL_INVALID_INPUT', 'Say which request, folder or collection uses the token.');
  }
  await app.tokens.select(itemId, environmentId, id);
  app.emit('tokens.changed', {});
  return {};
};
