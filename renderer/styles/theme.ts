/** What the person chose; `system` follows the operating system, its wish for more contrast included. */
export type ThemePreference = 'system' | 'light' | 'dark' | 'contrast';

/** The theme in effect. */
export type EffectiveTheme = 'light' | 'dark' | 'contrast';

const moreContrast = '(prefers-contrast: more)';
const darkScheme = '(prefers-color-scheme: dark)';

/** Gives the theme that a preference means on this system right now. */
export function effectiveTheme(preference: ThemePreference): EffectiveTheme {
  if (preference !== 'system') return preference;
  if (window.matchMedia(moreContrast).matches) return 'contrast';
  return window.matchMedia(darkScheme).matches ? 'dark' : 'light';
}

/**
 * Applies a theme preference to the document and keeps following the system while it is `system`.
 * Returns a function that stops following.
 */
export function applyTheme(preference: ThemePreference): () => void {
  const root = document.documentElement;
  const apply = () => {
    root.dataset['theme'] = effectiveTheme(preference);
  };
  apply();
  if (preference !== 'system') return () => undefined;
  const queries = [window.matchMedia(moreContrast), window.matchMedia(darkScheme)];
  for (const query of queries) query.addEventListener('change', apply);
  return () => {
    for (const query of queries) query.removeEventListener('change', apply);
  };
}

/** Gives the theme the document shows now. */
export function currentTheme(): EffectiveTheme {
  const pinned = document.documentElement.dataset['theme'];
  if (pinned === 'light' || pinned === 'dark' || pinned === 'contrast') return pinned;
  return effectiveTheme('system');
}

/** Calls the listener whenever the document's theme changes; returns a function that stops that. */
export function onThemeChange(listener: (theme: EffectiveTheme) => void): () => void {
  const notify = () => {
    listener(currentTheme());
  };
  const observer = new MutationObserver(notify);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const query = window.matchMedia(darkScheme);
  query.addEventListener('change', notify);
  return () => {
    observer.disconnect();
    query.removeEventListener('change', notify);
  };
}
