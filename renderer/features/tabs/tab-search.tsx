import { useState } from 'react';
import { Command as Cmdk } from 'cmdk';
import { History, Pin, X } from 'lucide-react';
import { bestMatches } from '../../../core/text/fuzzy-match.ts';
import { useStore } from '../../store/store.ts';
import { shownShortcut } from '../../store/use-shortcut.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { TabIcon } from './tab-icon.tsx';
import type { Tab } from './tabs-slice.ts';
import styles from './tab-list.module.css';

/** The open tabs with a search over them, and what can be done with them all. */
export function TabSearch({ onDone }: { onDone: () => void }) {
  const tabs = useStore((state) => state.tabs.tabs);
  const activeKey = useStore((state) => state.tabs.activeKey);
  const hasClosed = useStore((state) => state.tabs.closed.length > 0);
  const { activate, reopen, closeMany } = useStore((state) => state.tabs);
  const [query, setQuery] = useState('');
  const found =
    query.trim() === ''
      ? tabs
      : bestMatches(tabs, query, {
          textOf: (tab: Tab) => tab.title,
          moreOf: (tab: Tab) => `${tab.method ?? ''} ${tab.kind}`,
          limit: 200,
        });
  const take = (step: () => void) => () => {
    onDone();
    step();
  };
  const reopenShortcut = shownShortcut('reopenTab');
  return (
    <Cmdk label="Open tabs" shouldFilter={false} loop className={styles['list']}>
      <Cmdk.Input
        autoFocus
        className={styles['input']}
        placeholder="Search open tabs"
        value={query}
        onValueChange={setQuery}
      />
      <Cmdk.List className={styles['tabs']} label="Tabs">
        <Cmdk.Empty className={styles['empty']}>No open tab matches</Cmdk.Empty>
        {found.map((tab) => (
          <Cmdk.Item
            key={tab.key}
            value={tab.key}
            className={styles['entry']}
            data-current={tab.key === activeKey || undefined}
            onSelect={take(() => activate(tab.key))}
          >
            <span className={styles['icon']}>
              <TabIcon tab={tab} />
            </span>
            <span className={styles['title']} data-preview={tab.preview || undefined}>
              {tab.title}
            </span>
            {tab.dirty ? <span className={styles['dirty']} title="Unsaved changes" /> : null}
            {tab.pinned === true ? <Pin aria-label="Pinned" /> : null}
          </Cmdk.Item>
        ))}
        <Cmdk.Separator alwaysRender className={styles['separator']} />
        <Cmdk.Item value="reopen" className={styles['entry']} disabled={!hasClosed} onSelect={take(reopen)}>
          <History aria-hidden="true" />
          <span className={styles['title']}>Reopen closed tab</span>
          {reopenShortcut === undefined ? null : <Kbd shortcut={reopenShortcut} variant="plain" />}
        </Cmdk.Item>
        <Cmdk.Item
          value="closeAll"
          className={styles['entry']}
          disabled={tabs.length === 0}
          onSelect={take(() => closeMany('all'))}
        >
          <X aria-hidden="true" />
          <span className={styles['title']}>Close All</span>
        </Cmdk.Item>
      </Cmdk.List>
    </Cmdk>
  );
}
