import { useEffect, useRef } from 'react';
import { CollectionPanel } from '../features/collection/public.ts';
import { EnvironmentPanel } from '../features/environments/public.ts';
import { ChangePage } from '../features/git/public.ts';
import { HistoryPage } from '../features/history/public.ts';
import { ExamplePanel, RequestPanel } from '../features/request/public.ts';
import { RunPage } from '../features/runner/public.ts';
import { SettingsPanel } from '../features/settings/public.ts';
import { tabPanelId } from '../features/tabs/public.ts';
import { WelcomePanel } from '../features/welcome/public.ts';
import { useStore } from '../store/store.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './layout.module.css';

/** Puts the caret into the address of a new, empty request when its tab is shown for the first time. */
function useNewRequestFocus(tabKey: string | undefined) {
  const shown = useRef(new Set<string>());
  useEffect(() => {
    if (tabKey === undefined || shown.current.has(tabKey)) return;
    shown.current.add(tabKey);
    const editor = useStore.getState().requests.editors[tabKey];
    if (editor === undefined || editor.itemId !== undefined || editor.draft.url !== '') return;
    document
      .querySelector<HTMLElement>(
        `#${tabPanelId} [role="textbox"][aria-label="URL"], #${tabPanelId} input[aria-label="URL"]`,
      )
      ?.focus();
  }, [tabKey]);
}

/** The page of the active tab; without one, the welcome page. */
export function TabContent() {
  const tabKey = useStore((state) => state.tabs.activeKey);
  const title = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.title);
  useNewRequestFocus(tabKey);
  if (tabKey === undefined || title === undefined) {
    return (
      <div className={styles['page']}>
        <ErrorBoundary what="The welcome page">
          <WelcomePanel />
        </ErrorBoundary>
      </div>
    );
  }
  return (
    <div className={styles['page']} id={tabPanelId} role="tabpanel" aria-label={title}>
      <ErrorBoundary key={tabKey} what={`The tab “${title}”`}>
        <TabPage tabKey={tabKey} />
      </ErrorBoundary>
    </div>
  );
}

function TabPage({ tabKey }: { tabKey: string }) {
  const kind = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.kind);
  switch (kind) {
    case 'request':
      return <RequestPanel key={tabKey} tabKey={tabKey} />;
    case 'collection':
      return <CollectionPanel key={tabKey} tabKey={tabKey} />;
    case 'environment':
      return <EnvironmentPanel key={tabKey} tabKey={tabKey} />;
    case 'example':
      return <ExamplePanel key={tabKey} tabKey={tabKey} />;
    case 'history':
      return <HistoryPage key={tabKey} tabKey={tabKey} />;
    case 'change':
      return <ChangePage key={tabKey} tabKey={tabKey} />;
    case 'run':
      return <RunPage key={tabKey} tabKey={tabKey} />;
    case 'settings':
      return <SettingsPanel />;
    case 'welcome':
      return <WelcomePanel />;
    case undefined:
      return null;
  }
}
