import { SquareTerminal } from 'lucide-react';
import { useShortcut } from '../../store/use-shortcut.ts';
import { useStore } from '../../store/store.ts';
import { ariaShortcut } from '../../ui/shortcut.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { consoleOpenKey } from './console-slice.ts';

/** The status bar's way to the console. */
export function ConsoleButton({ className }: { className: string | undefined }) {
  const isOpen = useStore((state) => state.app.layout[consoleOpenKey] === true);
  const toggle = useStore((state) => state.console.toggle);
  const shortcut = useShortcut('toggleConsole');
  return (
    <Tooltip side="top" content="What went over the wire" shortcut={shortcut}>
      <button
        type="button"
        className={className}
        aria-pressed={isOpen}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaShortcut(shortcut)}
        onClick={toggle}
      >
        <SquareTerminal aria-hidden="true" />
        Console
      </button>
    </Tooltip>
  );
}
