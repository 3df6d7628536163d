import { commands } from '../features/shell/public.ts';
import type { ShortcutId } from '../shortcuts.ts';
import type { State } from '../store/store.ts';

/** Does what a shortcut stands for. */
export function runShortcut(id: ShortcutId, state: State): void {
  if (id === 'palette') state.app.setPaletteOpen(!state.app.paletteOpen);
  else if (id === 'nextTab') state.tabs.step(1);
  else if (id === 'previousTab') state.tabs.step(-1);
  else if (id === 'focusUrl') focusUrl();
  else if (id === 'lastTab') state.tabs.activateAt(-1);
  else if (/^tab[1-5]$/.test(id)) state.tabs.activateAt(Number(id.slice(3)) - 1);
  else commands.find((command) => command.shortcut === id)?.run(state);
}

/** Puts the caret into the address of the open request and selects it, as a browser does. */
function focusUrl(): void {
  const field = document.querySelector<HTMLElement>('[role="tabpanel"] [aria-label="URL"]');
  field?.focus();
  if (field instanceof HTMLInputElement) field.select();
}
