import type { Service } from './service.ts';

/** Gives the workspaces opened last in this profile, the newest first. */
export const listRecentWorkspaces: Service<'workspace.listRecent'> = async (app) => ({
  workspaces: await app.recentWorkspaces.list(),
});
