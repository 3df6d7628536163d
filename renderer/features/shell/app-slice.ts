import type { AppState } from '../../../core/app-state.ts';
import type { Settings } from '../../../core/settings.ts';
import type { SliceCreator } from '../../store/slice.ts';

export type SidebarView = 'collections' | 'environments';

export interface AppSlice {
  /** `starting` until the Node side has answered; `failed` shows why and a retry. */
  status: 'starting' | 'ready' | 'failed';
  /** True while the Node side does not answer (the web door was stopped); edits are kept meanwhile. */
  disconnected: boolean;
  state: AppState | undefined;
  sidebarView: SidebarView;
  paletteOpen: boolean;
  /** Reads everything the window starts with and subscribes to events. */
  start(): Promise<void>;
  showSidebar(view: SidebarView): void;
  setPaletteOpen(open: boolean): void;
  saveSettings(settings: Settings): Promise<void>;
}

export const createAppSlice: SliceCreator<'app'> = ({ set }) => ({
  status: 'starting',
  disconnected: false,
  state: undefined,
  sidebarView: 'collections',
  paletteOpen: false,
  async start() {},
  showSidebar(view) {
    set({ sidebarView: view });
  },
  setPaletteOpen(open) {
    set({ paletteOpen: open });
  },
  async saveSettings() {},
});
