import type { Service } from './service.ts';

/** Gives the automatic snapshots of the open workspace, the newest first. */
export const listSnapshots: Service<'snapshot.list'> = async (app) => ({
  snapshots: await app.snapshots.list(),
});
