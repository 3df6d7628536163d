import { type ReactNode, useRef } from 'react';
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
  const dock = useRef<HTMLDivElement>(null);
  const height = layoutNumber(useStore.getState().app.layout, heightKey) ?? defaultHeightPx;
  const main = { id: 'window', content: children, minSize: 160 };
  const console = {
    id: 'console',
    content: <ConsolePanel />,
    defaultSize: height,
    minSize: 112,
    maxSize: '80%',
    keepsPixels: true,
  };
  return (
    <div ref={dock} className={styles['dock']}>
      <SplitPane
        label="console"
        orientation="vertical"
        panes={isOpen ? [main, console] : [main]}
        onLayoutChange={(layout) => {
          const share = layout['console'];
          const total = dock.current?.clientHeight;
          if (share !== undefined && total !== undefined)
            setLayout(heightKey, Math.round((share / 100) * total));
        }}
      />
    </div>
  );
}
