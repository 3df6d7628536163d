import { useEffect } from 'react';
import { useStore } from '../store/store.ts';

/** Shows the window in the zoom, density and editor font of the settings. */
export function useAppearance(): void {
  const appearance = useStore((state) => state.app.state?.settings.appearance);
  useEffect(() => {
    if (appearance === undefined) return;
    const { zoom, density, editorFontSize, editorFont } = appearance;
    const root = document.documentElement;
    root.dataset['density'] = density;
    root.style.setProperty('--zoom', String(zoom / 100));
    root.style.setProperty('--editor-font-size', `${editorFontSize}px`);
    // In quotes, so that it is one family whatever it is called.
    const family = editorFont.replace(/["\\;{}]/g, '').trim();
    root.style.setProperty('--editor-font', family === '' ? '' : `"${family}"`);
  }, [appearance]);
}
