import type { Service } from './service.ts';

/** Changes name, key id or algorithm of a stored key. @throws AppError ERR_KEY_NOT_FOUND, ERR_KEY_UNSUPPORTED */
export const updateKey: Service<'key.update'> = (app, { id, ...changes }) => app.keys.update(id, changes);
