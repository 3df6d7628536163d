import { GitCompareArrows } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from '../../../store/store.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { MenuEntry } from '../../../ui/menu-entry.ts';
import type { ComparedWith } from '../answer-look.ts';

/** Chooses what an answer is compared with: the one before it, or an example. Nothing where there is neither. */
export function CompareMenu({ tabKey, onChoose }: { tabKey: string; onChoose(other: ComparedWith): void }) {
  const previous = useStore((state) => state.responses.views[tabKey]?.previous);
  const requestId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const count = useStore((state) => state.tree.nodes[requestId ?? '']?.exampleCount ?? 0);
  const examples = useStore((state) => state.requests.examples[requestId ?? '']);
  const loadExamples = useStore((state) => state.requests.loadExamples);
  useEffect(() => {
    if (count > 0 && requestId !== undefined) void loadExamples(requestId);
  }, [count, requestId, loadExamples]);

  const before = previous?.outcome.kind === 'response';
  const shown = count === 0 ? [] : (examples ?? []);
  if (!before && shown.length === 0) return null;
  const items: MenuEntry[] = [
    ...(before ? [{ label: 'With the answer before', onSelect: () => onChoose({ kind: 'before' }) }] : []),
    ...shown.map((example) => ({
      label: `With the example “${example.name}”`,
      onSelect: () => onChoose({ kind: 'example', fileName: example.fileName }),
    })),
  ];
  return (
    <Menu
      align="end"
      trigger={<IconButton size="sm" label="Compare" icon={<GitCompareArrows />} />}
      items={items}
    />
  );
}
