import type { Service } from './service.ts';

/** Gives the newest send of a saved request that got an answer or failed, where the history has one. */
export const findLastSend: Service<'history.findLast'> = async (app, { requestId }) => {
  const { entries } = await app.history.list();
  const entry = entries.find(
    ({ requestId: of, outcome }) =>
      of === requestId && (outcome.kind === 'response' || outcome.kind === 'failure'),
  );
  return entry === undefined ? {} : { entry };
};
