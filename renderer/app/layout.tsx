import { useEffect, useRef } from 'react';
import { ConsoleButton, ConsoleDock } from '../features/console/public.ts';
import { CookiesButton } from '../features/cookies/public.ts';
import { EnvironmentList, EnvironmentPicker } from '../features/environments/public.ts';
import { BranchButton, ChangesPanel } from '../features/git/public.ts';
import { GuidePanel, readChoices } from '../features/guide/public.ts';
import { SandboxStatus } from '../features/sandbox/public.ts';
import {
  ConnectionBanner,
  layoutNumber,
  Rail,
  sidebarId,
  StatusBar,
  TopBar,
} from '../features/shell/public.ts';
import { TabStrip } from '../features/tabs/public.ts';
import { TreePanel } from '../features/tree/public.ts';
import { useStore } from '../store/store.ts';
import { Later } from '../ui/later.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { SplitPane } from '../ui/split-pane.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useMediaQuery } from './use-media-query.ts';
import styles from './layout.module.css';

/** The pages are most of the program; they are asked for when the window and its tree are there. */
const TabContent = lazyPart(async () => (await import('./tab-content.tsx')).TabContent);

const HistoryPanel = lazyPart(async () => (await import('../features/history/public.ts')).HistoryPanel);
const KeysPanel = lazyPart(async () => (await import('../features/oauth/public.ts')).KeysPanel);

const defaultSidebarPx = 288;
const sidebarWidthKey = 'sidebarWidth';
const defaultGuidePx = 348;
const guideWidthKey = 'guideWidth';

/** The window: bars above and below, the rail, the side bar and the page. */
export function Layout() {
  return (
    <div className={styles['window']}>
      <TopBar
        end={
          <Later>
            <EnvironmentPicker />
          </Later>
        }
      />
      <ConnectionBanner />
      <div className={styles['middle']}>
        <Rail />
        <Panes />
      </div>
      <StatusBar
        sandbox={(itemClass) => <SandboxStatus className={itemClass} />}
        panels={(itemClass) => (
          <>
            <BranchButton className={itemClass} />
            <ConsoleButton className={itemClass} />
            <CookiesButton className={itemClass} />
          </>
        )}
      />
    </div>
  );
}

function Panes() {
  const zoom = useStore((state) => state.app.state?.settings.appearance.zoom ?? 100);
  const floats = useMediaQuery(`(width < ${7.6 * zoom}px)`);
  const setSidebarFloats = useStore((state) => state.app.setSidebarFloats);
  const isVisible = useStore((state) => state.app.sidebarVisible);
  const setLayout = useStore((state) => state.app.setLayout);
  const isGuideOpen = useStore((state) => readChoices(state.app.layout).isOpen);
  useEffect(() => setSidebarFloats(floats), [floats, setSidebarFloats]);

  const { layout: kept } = useStore.getState().app;
  const widths = {
    sidebar: layoutNumber(kept, sidebarWidthKey) ?? defaultSidebarPx,
    guide: layoutNumber(kept, guideWidthKey) ?? defaultGuidePx,
  };
  const beside = { maxSize: '50%', keepsPixels: true } as const;
  const sidebar = {
    ...beside,
    id: 'sidebar',
    content: <Sidebar />,
    defaultSize: defaultSidebarPx,
    minSize: 200,
  };
  const main = { id: 'main', content: <Main />, minSize: floats ? 0 : 360 };
  const guide = { ...beside, id: 'guide', content: <Guide />, defaultSize: defaultGuidePx, minSize: 260 };
  // The page stays where it is in all widths: made anew, it would lose its scroll, its caret and what is open in it.
  return (
    <main className={styles['panes']}>
      {floats && isVisible ? <FloatingSidebar /> : null}
      <ConsoleDock>
        <SplitPane
          label="side bar"
          orientation="horizontal"
          panes={floats ? [main] : [...(isVisible ? [sidebar] : []), main, ...(isGuideOpen ? [guide] : [])]}
          layout={widths}
          onLayoutChange={({ sidebar: sidebarPx, guide: guidePx }) => {
            if (sidebarPx !== undefined) setLayout(sidebarWidthKey, sidebarPx);
            if (guidePx !== undefined) setLayout(guideWidthKey, guidePx);
          }}
        />
      </ConsoleDock>
      {floats && isGuideOpen ? (
        <div className={styles['floatingGuide']}>
          <Guide />
        </div>
      ) : null}
    </main>
  );
}

function Guide() {
  return (
    <ErrorBoundary what="The checklist">
      <GuidePanel />
    </ErrorBoundary>
  );
}

function Sidebar() {
  const view = useStore((state) => state.app.sidebarView);
  return (
    <section id={sidebarId} className={styles['sidebar']} aria-label="Side bar">
      <ErrorBoundary key={view} what="The side bar">
        {view === 'collections' && <TreePanel />}
        {view === 'environments' && <EnvironmentList />}
        {view === 'keys' && <KeysPanel />}
        {view === 'history' && <HistoryPanel />}
        {view === 'changes' && <ChangesPanel />}
      </ErrorBoundary>
    </section>
  );
}

/** In a narrow window the side bar lies over the page, and goes when something in it was opened or Escape is pressed. */
function FloatingSidebar() {
  const setVisible = useStore((state) => state.app.setSidebarVisible);
  const activeKey = useStore((state) => state.tabs.activeKey);
  const keyAtOpening = useRef(activeKey);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input, [role="treeitem"][tabindex="0"], button')?.focus();
  }, []);
  useEffect(() => {
    if (activeKey !== keyAtOpening.current) setVisible(false);
  }, [activeKey, setVisible]);
  return (
    <>
      <div className={styles['scrim']} aria-hidden="true" onClick={() => setVisible(false)} />
      <div
        ref={panel}
        className={styles['floating']}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) setVisible(false);
        }}
      >
        <Sidebar />
      </div>
    </>
  );
}

function Main() {
  const hasTabs = useStore((state) => state.tabs.tabs.length > 0);
  return (
    <section className={styles['main']} aria-label="Editor">
      {hasTabs ? <TabStrip /> : null}
      <ErrorBoundary what="The page">
        <TabContent />
      </ErrorBoundary>
    </section>
  );
}
