import type { ReactNode } from 'react';
import { useStore } from '../../store/store.ts';
import { Tabs } from '../../ui/tabs.tsx';
import type { TabItem } from '../../ui/tabs.tsx';
import { useInheritedAuth } from '../authorization/public.ts';
import { DescriptionEditor, ScriptsEditor } from '../document/public.ts';
import { PreviewSection } from '../outgoing/public.ts';
import { BodySection } from './body-section.tsx';
import { ChecksSection } from './checks-section.tsx';
import { ExtractSection } from './extract-section.tsx';
import { HeadersSection } from './headers-section.tsx';
import { ParamsSection } from './params-section.tsx';
import { RequestAuthSection } from './request-auth-section.tsx';
import type { RequestSection } from './request-editor.ts';
import { RequestSettingsSection } from './request-settings-section.tsx';
import styles from './request-sections.module.css';
import { sectionMarks } from './section-marks.ts';

type SectionProps = { tabKey: string };

function ScriptsSection({ tabKey }: SectionProps) {
  const scripts = useStore((state) => state.requests.editors[tabKey]?.draft.scripts) ?? [];
  const reviewTab = useStore((state) => state.scripts.reviewTab);
  const edit = useStore((state) => state.requests.edit);
  return (
    <ScriptsEditor
      scripts={scripts}
      onChange={(next) => edit(tabKey, { scripts: next })}
      modelKey={tabKey}
      onReview={() => void reviewTab(tabKey)}
    />
  );
}

function DocsSection({ tabKey }: SectionProps) {
  const description = useStore((state) => state.requests.editors[tabKey]?.draft.description);
  const edit = useStore((state) => state.requests.edit);
  return (
    <DescriptionEditor
      value={description}
      placeholder="What this request does"
      onChange={(text) => edit(tabKey, { description: text })}
    />
  );
}

const sections: Record<RequestSection, { label: string; Content: (props: SectionProps) => ReactNode }> = {
  params: { label: 'Params', Content: ParamsSection },
  authorization: { label: 'Authorization', Content: RequestAuthSection },
  headers: { label: 'Headers', Content: HeadersSection },
  body: { label: 'Body', Content: BodySection },
  scripts: { label: 'Scripts', Content: ScriptsSection },
  checks: { label: 'Checks', Content: ChecksSection },
  extract: { label: 'Extract', Content: ExtractSection },
  docs: { label: 'Docs', Content: DocsSection },
  settings: { label: 'Settings', Content: RequestSettingsSection },
  preview: { label: 'What will be sent', Content: PreviewSection },
};
const order = Object.keys(sections) as RequestSection[];

/** The parts of a request, one at a time; folded, only their names, and choosing one unfolds it. */
export function RequestSections({
  tabKey,
  end,
  isFolded,
  onUnfold,
}: {
  tabKey: string;
  end: ReactNode;
  isFolded: boolean;
  onUnfold: () => void;
}) {
  const chosen = useStore((state) => state.requests.editors[tabKey]?.section ?? 'params');
  const showSection = useStore((state) => state.requests.showSection);
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const inherited = useInheritedAuth(itemId, parentId);
  // As a text, which stays the same through most keys that are typed into a request.
  const marksText = useStore((state) => {
    const draft = state.requests.editors[tabKey]?.draft;
    return draft === undefined ? undefined : JSON.stringify(sectionMarks(draft, inherited?.auth));
  });
  if (marksText === undefined) return null;
  const marks = JSON.parse(marksText) as ReturnType<typeof sectionMarks>;
  const items = order.map((value): TabItem<RequestSection> => {
    const { label, Content } = sections[value];
    return {
      value,
      label,
      ...marks[value],
      content: value === chosen && !isFolded ? <Content key={tabKey} tabKey={tabKey} /> : undefined,
    };
  });
  return (
    <div className={styles['undoable']} data-undo>
      <Tabs
        label="Request parts"
        value={isFolded ? undefined : chosen}
        onChange={(value) => {
          showSection(tabKey, value);
          onUnfold();
        }}
        items={items}
        end={end}
      />
    </div>
  );
}
