import { CollectionPanel } from '../features/collection/public.ts';
import { EnvironmentPanel } from '../features/environments/public.ts';
import { ExamplePanel, RequestPanel } from '../features/request/public.ts';
import { SettingsPanel } from '../features/settings/public.ts';
import { tabPanelId } from '../features/tabs/public.ts';
import { WelcomePanel } from '../features/welcome/public.ts';
import { useStore } from '../store/store.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './layout.module.css';

/** The page of the active tab; without one, the welcome page. */
export function TabContent() {
  const tabKey = useStore((state) => state.tabs.activeKey);
  const title = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.title);
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
    case 'settings':
      return <SettingsPanel />;
    case 'welcome':
      return <WelcomePanel />;
    case undefined:
      return null;
  }
}
