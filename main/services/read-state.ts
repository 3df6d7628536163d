import type { AppState } from '../../core/app-state.ts';
import type { AppContext } from '../app-context.ts';
import type { Service } from './service.ts';

/** Gives what the window knows of the app: version, door, capabilities, workspace, settings, the sandbox org. */
export const readState: Service<'app.readState'> = (app) => appState(app);

/** As {@link readState}, for services that give more besides. */
export const appState = (app: AppContext): AppState => ({
  version: app.version,
  door: app.host.door,
  platform: process.platform,
  capabilities: app.host.capabilities,
  workspace: { name: app.workspace.name, path: app.workspace.path },
  profilePath: app.profilePath,
  settings: app.settings.read(),
  sandbox: app.sandbox.readState(),
});
