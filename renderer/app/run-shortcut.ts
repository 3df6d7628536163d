import { commands } from '../features/shell/public.ts';
import type { ShortcutId } from '../shortcuts.ts';
import type { State } from '../store/store.ts';

/** Does what a shortcut stands for. */
export function runShortcut(id: ShortcutId, state: State): void {
  if (id === 'palette') state.app.setPaletteOpen(!state.app.paletteOpen);
  else if (id === 'nextTab') state.tabs.step(1);
  else if (id === 'previousTab') state.tabs.step(-1);
  else commands.find((command) => command.shortcut === id)?.run(state);
}
