export { CommandPalette } from './command-palette.tsx';
export {
  commands,
  openSettings,
  openWelcome,
  settingsSections,
  settingsWords,
  type SettingsSection,
} from './commands.ts';
export { ConnectionBanner } from './connection-banner.tsx';
export { leaveHandover } from './handover.ts';
export { Rail, sidebarId } from './rail.tsx';
export { recentIds, recentKey, withRecent } from './recent.ts';
export { layoutNumber, sessionOf, sessionParts } from './session-map.ts';
export { createSaver } from './session-saver.ts';
export { ShortcutsDialog } from './shortcuts-dialog.tsx';
export { StatusBar } from './status-bar.tsx';
export { TopBar } from './top-bar.tsx';
export { WorkspaceDialog } from './workspace-dialog.tsx';
