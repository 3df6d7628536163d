import { CirclePlay } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import type { TabItem } from '../../ui/tabs.tsx';
import { AuthorizationEditor, useInheritedAuth } from '../authorization/public.ts';
import {
  Breadcrumb,
  DescriptionEditor,
  OutsideChangeNotice,
  SaveControls,
  ScriptsEditor,
} from '../document/public.ts';
import { VariableTable } from '../environments/public.ts';
import { VariableScope } from '../variables/public.ts';
import styles from './collection-panel.module.css';
import type { CollectionEditor, CollectionSection, DefinitionDraft } from './collections-slice.ts';

type SectionProps = { tabKey: string; editor: CollectionEditor; isFolder: boolean };

function useEdit(tabKey: string): (change: Partial<DefinitionDraft>) => void {
  const edit = useStore((state) => state.collections.edit);
  return (change) => edit(tabKey, change);
}

function OverviewSection({ tabKey, editor, isFolder }: SectionProps) {
  const edit = useEdit(tabKey);
  return (
    <DescriptionEditor
      value={editor.draft.description}
      placeholder={`What this ${isFolder ? 'folder' : 'collection'} is about`}
      onChange={(description) => edit({ description })}
    />
  );
}

function AuthorizationSection({ tabKey, editor, isFolder }: SectionProps) {
  const edit = useEdit(tabKey);
  const setAuthType = useStore((state) => state.collections.setAuthType);
  const inherited = useInheritedAuth(editor.itemId);
  return (
    <>
      <p className={styles['lead']}>
        Every request in this {isFolder ? 'folder' : 'collection'} that inherits its authorization is sent
        with this one.
      </p>
      <AuthorizationEditor
        auth={editor.draft.auth}
        canInherit={isFolder}
        itemId={editor.itemId}
        inherited={inherited}
        onChange={(auth) => edit({ auth })}
        onTypeChange={(type) => setAuthType(tabKey, type)}
      />
    </>
  );
}

function VariablesSection({ tabKey, editor, isFolder }: SectionProps) {
  const edit = useEdit(tabKey);
  if (editor.itemId === undefined) return null;
  return (
    <>
      <p className={styles['lead']}>
        For the requests in this {isFolder ? 'folder' : 'collection'}. A variable of the same name in the
        selected environment wins.
      </p>
      <VariableTable
        label="Variables"
        variables={editor.draft.variables}
        onChange={(variables) => edit({ variables })}
        scope={{ kind: 'collection', id: editor.itemId }}
      />
    </>
  );
}

function ScriptsSection({ tabKey, editor }: SectionProps) {
  const edit = useEdit(tabKey);
  const openReview = useStore((state) => state.scripts.openReview);
  return (
    <ScriptsEditor
      scripts={editor.draft.scripts}
      onChange={(scripts) => edit({ scripts })}
      modelKey={tabKey}
      onReview={() => void openReview({ withinId: editor.itemId })}
    />
  );
}

const sections: Record<CollectionSection, { label: string; Content: (props: SectionProps) => ReactNode }> = {
  overview: { label: 'Overview', Content: OverviewSection },
  authorization: { label: 'Authorization', Content: AuthorizationSection },
  variables: { label: 'Variables', Content: VariablesSection },
  scripts: { label: 'Scripts', Content: ScriptsSection },
};
const order = Object.keys(sections) as CollectionSection[];

function marksOf({ auth, variables, scripts }: DefinitionDraft) {
  const mark = (isSet: boolean) => (isSet ? { mark: 'set' } : {});
  return {
    overview: {},
    authorization: mark(auth !== undefined && auth.type !== 'noauth'),
    variables: { count: variables.filter((variable) => variable.enabled).length },
    scripts: mark(scripts.some((script) => script.code.trim() !== '')),
  };
}

function CollectionHeader({ tabKey, editor }: { tabKey: string; editor: CollectionEditor }) {
  const isDirty = useStore((state) => state.tabs.tabs.some((tab) => tab.key === tabKey && tab.dirty));
  const { rename, save, discard } = useStore((state) => state.collections);
  const openRun = useStore((state) => state.runner.open);
  const { itemId } = editor;
  return (
    <header className={styles['header']}>
      <Breadcrumb name={editor.name} itemId={editor.itemId} onRename={(name) => void rename(tabKey, name)} />
      {itemId === undefined ? null : (
        <Button variant="ghost" icon={<CirclePlay />} onClick={() => openRun(itemId)}>
          Run
        </Button>
      )}
      <SaveControls
        isDirty={isDirty}
        isSaving={editor.saving}
        onSave={() => void save(tabKey)}
        onDiscard={() => discard(tabKey)}
      />
    </header>
  );
}

function CollectionSections({ tabKey, editor, isFolder }: SectionProps) {
  const showSection = useStore((state) => state.collections.showSection);
  const marks = marksOf(editor.draft);
  const items = order.map((value): TabItem<CollectionSection> => {
    const { label, Content } = sections[value];
    return {
      value,
      label,
      ...marks[value],
      content:
        value === editor.section ? (
          <Content key={tabKey} tabKey={tabKey} editor={editor} isFolder={isFolder} />
        ) : undefined,
    };
  });
  return (
    <Tabs
      label={isFolder ? 'Folder parts' : 'Collection parts'}
      value={editor.section}
      onChange={(section) => showSection(tabKey, section)}
      items={items}
    />
  );
}

/** A collection or folder in its tab: what it says about itself and passes on to what it holds. */
export function CollectionPanel({ tabKey }: { tabKey: string }) {
  const itemId = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId);
  const isFolder = useStore((state) => state.tree.nodes[itemId ?? '']?.kind === 'folder');
  const editor = useStore((state) => state.collections.editors[tabKey]);
  const { load, save, discard, postponeConflict } = useStore((state) => state.collections);
  const isMissing = editor === undefined;
  useEffect(() => {
    if (itemId !== undefined && isMissing) void load(tabKey, itemId);
  }, [tabKey, itemId, isMissing, load]);

  const noun = isFolder ? 'folder' : 'collection';
  if (editor?.status === 'failed') {
    return (
      <EmptyState
        title={`This ${noun} could not be read`}
        actions={
          itemId === undefined ? undefined : (
            <Button onClick={() => void load(tabKey, itemId)}>Try again</Button>
          )
        }
      >
        {editor.error?.message} <code>{editor.error?.code}</code>
      </EmptyState>
    );
  }
  if (editor?.status !== 'ready') return <Skeleton label={`Loading the ${noun}`} lines={6} />;
  return (
    <VariableScope itemId={itemId}>
      <section className={styles['panel']} aria-label={isFolder ? 'Folder' : 'Collection'} data-undo>
        <CollectionHeader tabKey={tabKey} editor={editor} />
        <OutsideChangeNotice
          noun={noun}
          conflict={editor.conflict}
          removed={editor.removed}
          onReload={() => discard(tabKey)}
          onKeepMine={() => void save(tabKey, { overwrite: true })}
          onLater={() => postponeConflict(tabKey)}
        />
        <div className={styles['sections']}>
          <CollectionSections tabKey={tabKey} editor={editor} isFolder={isFolder} />
        </div>
      </section>
    </VariableScope>
  );
}
