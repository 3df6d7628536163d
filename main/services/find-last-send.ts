import type { Service } from './service.ts';

/** Gives the newest send of a saved request that got an answer or failed, where the history has one. */
export const findLastSend: Service<'history.findLast'> = async (app, { requestId }) => {
  const entry = await app.history.findLast(requestId);
  return entry === undefined ? {} : { entry };
};
