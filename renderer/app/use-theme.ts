import { useEffect } from 'react';
import type { Settings } from '../../core/settings.ts';
import { useStore } from '../store/store.ts';
import { applyTheme } from '../styles/theme.ts';

const memoryKey = 'postern.theme';
const themes: readonly string[] = ['system', 'light', 'dark', 'contrast'];

/** The theme of the last time, for the moments before the settings have been read. */
function remembered(): Settings['appearance']['theme'] {
  const kept = localStorage.getItem(memoryKey) ?? '';
  return themes.includes(kept) ? (kept as Settings['appearance']['theme']) : 'system';
}

/** Shows the window in the theme of the settings. */
export function useTheme(): void {
  const theme = useStore((state) => state.app.state?.settings.appearance.theme);
  useEffect(() => {
    const stop = applyTheme(theme ?? remembered());
    // The first look into the storage waits for a disk.
    const timer = setTimeout(() => {
      if (theme !== undefined) localStorage.setItem(memoryKey, theme);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [theme]);
}
