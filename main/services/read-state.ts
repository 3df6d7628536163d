import type { Service } from './service.ts';

/** Gives what the window needs to start: version, door, capabilities, workspace, settings, the sandbox org. */
export const readState: Service<'app.readState'> = (app) => ({
  version: app.version,
  door: app.host.door,
  platform: process.platform,
  capabilities: app.host.capabilities,
  workspace: { name: app.workspace.name, path: app.workspace.path },
  profilePath: app.profilePath,
  settings: app.settings.read(),
  sandbox: app.sandbox.readState(),
});
