import { useState } from 'react';
import { ChevronDown } from 'lucide-react';
import { EditorTabs } from '../ui/editor-tabs.tsx';
import type { EditorTab } from '../ui/editor-tabs.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { moveItem } from '../ui/key-value-model.ts';
import { MethodBadge } from '../ui/method-badge.tsx';
import { SplitPane } from '../ui/split-pane.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Specimen, SpecimenGrid } from './specimen.tsx';
import styles from './gallery.module.css';

const firstTabs: EditorTab[] = [
  { id: '1', title: 'List users', icon: <MethodBadge method="GET" compact /> },
  { id: '2', title: 'Create user', icon: <MethodBadge method="POST" compact />, isDirty: true },
  { id: '3', title: 'Get user by login', icon: <MethodBadge method="GET" compact />, isPreview: true },
  { id: '4', title: 'Okta API Environment', isPinned: true },
];

const manyTabs: EditorTab[] = Array.from({ length: 24 }, (_, index) => ({
  id: `many-${index}`,
  title: `Request with a rather long name ${index + 1}`,
  icon: <MethodBadge method={['GET', 'PATCH', 'DELETE'][index % 3] ?? 'GET'} compact />,
  isDirty: index % 5 === 0,
}));

function SampleEditorTabs({ initial, label }: { initial: EditorTab[]; label: string }) {
  const [tabs, setTabs] = useState(initial);
  const [activeId, setActiveId] = useState<string | undefined>(initial[1]?.id);
  return (
    <EditorTabs
      label={label}
      tabs={tabs}
      activeId={activeId}
      onSelect={setActiveId}
      onClose={(id) => setTabs(tabs.filter((tab) => tab.id !== id))}
      onMove={(id, to) => {
        const from = tabs.findIndex((tab) => tab.id === id);
        setTabs(moveItem(tabs, from, to > from ? to + 1 : to));
      }}
      onNew={() => setTabs([...tabs, { id: crypto.randomUUID(), title: 'Untitled' }])}
      newLabel="New request"
      newShortcut="Mod+T"
      contextMenu={(id) => [{ label: 'Close', onSelect: () => setTabs(tabs.filter((tab) => tab.id !== id)) }]}
      end={<IconButton size="sm" label="All tabs" icon={<ChevronDown />} />}
    />
  );
}

/** Tabs and panes. */
export function NavigationPage() {
  const [tab, setTab] = useState('params');
  return (
    <SpecimenGrid>
      <Specimen title="Editor tabs" wide flush>
        <SampleEditorTabs label="Open requests" initial={firstTabs} />
      </Specimen>
      <Specimen title="Editor tabs, too many" wide flush>
        <SampleEditorTabs label="Many open requests" initial={manyTabs} />
      </Specimen>
      <Specimen title="Tabs" wide flush height={140}>
        <Tabs
          label="Request"
          value={tab}
          onChange={setTab}
          items={[
            { value: 'params', label: 'Params', count: 1, content: <p className={styles['pane']}>Params</p> },
            {
              value: 'authorization',
              label: 'Authorization',
              mark: 'OAuth 2.0',
              content: <p>Authorization</p>,
            },
            { value: 'headers', label: 'Headers', count: 12, content: <p>Headers</p> },
            {
              value: 'body',
              label: 'Body',
              mark: 'Not valid JSON',
              markTone: 'danger',
              content: <p>Body</p>,
            },
            { value: 'scripts', label: 'Scripts', disabled: true },
          ]}
          end={<StatusBadge status={200} text="OK" size="sm" />}
        />
      </Specimen>
      <Specimen title="Split panes" wide flush height={260}>
        <SplitPane
          label="side bar"
          orientation="horizontal"
          panes={[
            {
              id: 'side',
              defaultSize: 240,
              minSize: 160,
              keepsPixels: true,
              content: <div className={styles['pane']}>Side bar</div>,
            },
            {
              id: 'main',
              content: (
                <SplitPane
                  label="response"
                  orientation="vertical"
                  panes={[
                    { id: 'request', minSize: 80, content: <div className={styles['pane']}>Request</div> },
                    { id: 'response', minSize: 80, content: <div className={styles['pane']}>Response</div> },
                  ]}
                />
              ),
            },
          ]}
        />
      </Specimen>
    </SpecimenGrid>
  );
}
