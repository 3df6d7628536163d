import type { ReactNode } from 'react';
import { useStore } from '../../store/store.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { layoutNumber } from '../shell/public.ts';
import { consoleOpenKey } from './console-slice.ts';
import styles from './console.module.css';

const ConsolePanel = lazyPart(async () => (await import('./console-panel.tsx')).ConsolePanel);

const heightKey = 'consoleHeight';
const defaultHeightPx = 260;

/** What is open, with the console below it while that is shown. */
export function ConsoleDock({ children }: { children: ReactNode }) {
  const isOpen = useStore((state) => state.app.layout[consoleOpenKey] === true);
  const setLayout = useStore((state) => state.app.setLayout);
  const height = layoutNumber(useStore.getState().app.layout, heightKey) ?? defaultHeightPx;
  const main = { id: 'window', content: children, minSize: 160 };
  const console = {
    id: 'console',
    content: <ConsolePanel />,
    defaultSize: defaultHeightPx,
    minSize: 112,
    maxSize: '80%',
    keepsPixels: true,
  } as const;
  return (
    <div className={styles['dock']}>
      <SplitPane
        label="console"
        orientation="vertical"
        panes={isOpen ? [main, console] : [main]}
        layout={{ console: height }}
        onLayoutChange={({ console: heightPx }) => {
          if (heightPx !== undefined) setLayout(heightKey, heightPx);
        }}
      />
    </div>
  );
}
