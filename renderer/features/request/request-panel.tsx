import { useEffect } from 'react';
import { BookOpen, Code } from 'lucide-react';
import { docsPaneKey } from '../../store/request-layout-keys.ts';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { useInheritedAuth } from '../authorization/public.ts';
import { ScopeGapNotice } from '../oauth/public.ts';
import { Breadcrumb, OutsideChangeNotice, SaveControls } from '../document/public.ts';
import { VariableScope } from '../variables/public.ts';
import { DocsPane } from './docs-pane.tsx';
import { ExamplesMenu } from './examples-menu.tsx';
import { RequestLine } from './request-line.tsx';
import { RequestNotices } from './request-notices.tsx';
import { RequestSplit } from './request-split.tsx';
import styles from './request-panel.module.css';
import { SaveRequestDialog } from './save-request-dialog.tsx';
import { readSplitLayout } from './split-layout.ts';

/** Where the request stands, its name, its examples, and Save. */
function RequestHeader({ tabKey }: { tabKey: string }) {
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const name = useStore((state) => state.requests.editors[tabKey]?.name ?? '');
  const isSaving = useStore((state) => state.requests.editors[tabKey]?.saving === true);
  const isDirty = useStore((state) => state.tabs.tabs.some((tab) => tab.key === tabKey && tab.dirty));
  const rename = useStore((state) => state.requests.rename);
  const save = useStore((state) => state.requests.save);
  const discard = useStore((state) => state.requests.discard);
  const setSavingAs = useStore((state) => state.requests.setSavingAs);
  const openCode = useStore((state) => state.outgoing.openCode);
  return (
    <header className={styles['header']}>
      <Breadcrumb
        name={name}
        itemId={itemId}
        parentId={parentId}
        onRename={(text) => void rename(tabKey, text)}
      />
      {itemId === undefined ? null : <ExamplesMenu requestId={itemId} />}
      <DocsToggle />
      <Button variant="ghost" icon={<Code />} onClick={() => openCode(tabKey)}>
        Code
      </Button>
      <SaveControls
        isDirty={isDirty}
        isNew={itemId === undefined}
        isSaving={isSaving}
        onSave={() => void save(tabKey)}
        onDiscard={() => discard(tabKey)}
        onSaveAs={() => setSavingAs(tabKey)}
      />
    </header>
  );
}

function RequestOutsideChange({ tabKey }: { tabKey: string }) {
  const conflict = useStore((state) => state.requests.editors[tabKey]?.conflict === true);
  const removed = useStore((state) => state.requests.editors[tabKey]?.removed === true);
  const save = useStore((state) => state.requests.save);
  const discard = useStore((state) => state.requests.discard);
  const postponeConflict = useStore((state) => state.requests.postponeConflict);
  const setSavingAs = useStore((state) => state.requests.setSavingAs);
  return (
    <OutsideChangeNotice
      noun="request"
      conflict={conflict}
      removed={removed}
      onReload={() => discard(tabKey)}
      onKeepMine={() => void save(tabKey, { overwrite: true })}
      onLater={() => postponeConflict(tabKey)}
      onSaveAsNew={() => setSavingAs(tabKey)}
    />
  );
}

/** Says where the token in use lacks the scope of the request. */
function RequestScopeGap({ tabKey }: { tabKey: string }) {
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const method = useStore((state) => state.requests.editors[tabKey]?.draft.method);
  const url = useStore((state) => state.requests.editors[tabKey]?.draft.url);
  const auth = useStore((state) => state.requests.editors[tabKey]?.draft.auth);
  const inherited = useInheritedAuth(itemId, parentId);
  if (method === undefined || url === undefined) return null;
  return (
    <ScopeGapNotice
      method={method}
      url={url}
      itemId={itemId ?? parentId}
      auth={auth ?? inherited?.auth}
      ownerId={auth === undefined ? inherited?.from.id : itemId}
    />
  );
}

/** The request and its answer, with what is written about it at their side where it is wanted and there is room. */
function RequestWithDocs({ tabKey }: { tabKey: string }) {
  const isWanted = useStore((state) => state.app.layout[docsPaneKey] === true && !state.app.sidebarFloats);
  const stored = useStore((state) => state.app.layout['docsSplit']);
  const setLayout = useStore((state) => state.app.setLayout);
  if (!isWanted) return <RequestSplit tabKey={tabKey} />;
  return (
    <SplitPane
      className={styles['split']}
      label="request and docs"
      orientation="horizontal"
      layout={readSplitLayout(stored)}
      onLayoutChange={(layout) => setLayout('docsSplit', layout)}
      panes={[
        { id: 'main', minSize: 360, content: <RequestSplit tabKey={tabKey} /> },
        { id: 'docs', defaultSize: 32, minSize: 220, content: <DocsPane tabKey={tabKey} /> },
      ]}
    />
  );
}

/** Shows or hides the docs beside the request; where there is no room, the tab Docs has them. */
function DocsToggle() {
  const isShown = useStore((state) => state.app.layout[docsPaneKey] === true);
  const isNarrow = useStore((state) => state.app.sidebarFloats);
  const setLayout = useStore((state) => state.app.setLayout);
  if (isNarrow) return null;
  return (
    <IconButton
      label={isShown ? 'Hide the docs' : 'Show the docs beside the request'}
      pressed={isShown}
      icon={<BookOpen />}
      onClick={() => setLayout(docsPaneKey, !isShown)}
    />
  );
}

/** A request in its tab: what is sent, and what came back. */
export function RequestPanel({ tabKey }: { tabKey: string }) {
  const tabItemId = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId);
  const status = useStore((state) => state.requests.editors[tabKey]?.status);
  const error = useStore((state) => state.requests.editors[tabKey]?.error);
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const isSavingAs = useStore((state) => state.requests.savingAs === tabKey);
  const load = useStore((state) => state.requests.load);

  useEffect(() => {
    if (tabItemId !== undefined && status === undefined) void load(tabKey, tabItemId);
  }, [tabKey, tabItemId, status, load]);

  if (status === 'failed') {
    return (
      <EmptyState
        title="This request could not be read"
        actions={
          tabItemId === undefined ? undefined : (
            <Button onClick={() => void load(tabKey, tabItemId)}>Try again</Button>
          )
        }
      >
        {error?.message} <code>{error?.code}</code>
      </EmptyState>
    );
  }
  if (status !== 'ready') return <Skeleton label="Loading the request" lines={6} />;
  return (
    <VariableScope itemId={itemId} parentId={parentId}>
      <section className={styles['panel']} aria-label="Request">
        <RequestHeader tabKey={tabKey} />
        <RequestOutsideChange tabKey={tabKey} />
        <div className={styles['undoable']} data-undo>
          <RequestLine tabKey={tabKey} />
        </div>
        <RequestNotices tabKey={tabKey} />
        <RequestScopeGap tabKey={tabKey} />
        <RequestWithDocs tabKey={tabKey} />
      </section>
      {isSavingAs ? <SaveRequestDialog tabKey={tabKey} /> : null}
    </VariableScope>
  );
}
