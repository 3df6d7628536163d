import {
  Contrast,
  type LucideIcon,
  Monitor,
  Moon,
  Scaling,
  Settings as SettingsIcon,
  Sun,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { Settings } from '../../../core/settings.ts';
import type { State } from '../../store/store.ts';
import type { Command } from './command.ts';
import { zoomStep } from './zoom-steps.ts';

/** The parts of the settings, as the panel and the palette name them. */
export const settingsSections = [
  'General',
  'Headers',
  'Proxy',
  'Certificates',
  'History',
  'Shortcuts',
  'Appearance',
  'Privacy',
  'Storage',
  'Security',
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Opens the settings, on a part of them where one is named. */
export function openSettings(state: State, section?: SettingsSection): void {
  if (section !== undefined) state.app.setLayout('settingsSection', section);
  state.tabs.open({ kind: 'settings', title: 'Settings' });
}

/** Other words for what each part of the settings holds. */
export const settingsWords: Record<SettingsSection, string> = {
  General: 'timeout redirects tls ssl certificate verification response size',
  Headers: 'retain headers when clicking on links',
  Proxy: 'network http https socks bypass',
  History: 'sends keep days clear answers',
  Certificates: 'tls ssl authority ca client certificate pkcs12 pem exception trust mtls',
  Shortcuts: 'keyboard keys hotkeys bindings',
  Appearance: 'theme light dark contrast zoom scale density compact font size',
  Privacy:
    'what is kept clear history answers bodies tokens expired cookies console permissions consents telemetry data',
  Storage: 'workspace profile folder path backup restore',
  Security: 'keychain encryption secrets listeners ports facts',
};

const settingsCommands: Command[] = [
  {
    id: 'settings',
    title: 'Settings',
    icon: SettingsIcon,
    shortcut: 'settings',
    keywords: 'preferences options',
    run: (state) => openSettings(state),
  },
  ...settingsSections.map((section) => ({
    id: `settings${section}`,
    title: `Settings: ${section}`,
    icon: SettingsIcon,
    keywords: settingsWords[section],
    run: (state: State) => openSettings(state, section),
  })),
];

const themes: [Settings['appearance']['theme'], string, LucideIcon][] = [
  ['system', 'follow the system', Monitor],
  ['light', 'light', Sun],
  ['dark', 'dark', Moon],
  ['contrast', 'high contrast', Contrast],
];

const themeCommands: Command[] = themes.map(([theme, name, icon]) => ({
  id: `theme-${theme}`,
  title: `Theme: ${name}`,
  icon,
  keywords: theme === 'dark' ? 'appearance colours colors night mode' : 'appearance colours colors mode',
  isAvailable: (state) =>
    state.app.state !== undefined && state.app.state.settings.appearance.theme !== theme,
  run: (state) => {
    const settings = state.app.state?.settings;
    if (settings === undefined) return;
    void state.app.saveSettings({ ...settings, appearance: { ...settings.appearance, theme } });
  },
}));

/** Sets the zoom of the window; nothing where there is none. */
function setZoom(state: State, zoom: number | undefined): void {
  const settings = state.app.state?.settings;
  if (settings === undefined || zoom === undefined) return;
  void state.app.saveSettings({ ...settings, appearance: { ...settings.appearance, zoom } });
}

const zoomOf = (state: State) => state.app.state?.settings.appearance.zoom ?? 100;
const zoomKeywords = 'larger smaller scale text size appearance reset';

const zoomCommands: Command[] = [
  {
    id: 'zoomIn',
    title: 'Zoom in',
    shortcut: 'zoomIn',
    icon: ZoomIn,
    keywords: zoomKeywords,
    isAvailable: (state) => zoomStep(zoomOf(state), 'in') !== undefined,
    run: (state) => setZoom(state, zoomStep(zoomOf(state), 'in')),
  },
  {
    id: 'zoomOut',
    title: 'Zoom out',
    shortcut: 'zoomOut',
    icon: ZoomOut,
    keywords: zoomKeywords,
    isAvailable: (state) => zoomStep(zoomOf(state), 'out') !== undefined,
    run: (state) => setZoom(state, zoomStep(zoomOf(state), 'out')),
  },
  {
    id: 'zoomReset',
    title: 'Zoom: usual size',
    shortcut: 'zoomReset',
    icon: Scaling,
    keywords: zoomKeywords,
    isAvailable: (state) => zoomOf(state) !== 100,
    run: (state) => setZoom(state, 100),
  },
];

/** The commands about settings. */
export const settingCommands: readonly Command[] = [...settingsCommands, ...themeCommands, ...zoomCommands];
