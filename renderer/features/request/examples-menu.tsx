import { useEffect } from 'react';
import { ChevronDown } from 'lucide-react';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { exampleTitles } from './example-titles.ts';

/** The saved examples of a request; nothing where it has none. */
export function ExamplesMenu({ requestId }: { requestId: ItemId }) {
  const count = useStore((state) => state.tree.nodes[requestId]?.exampleCount ?? 0);
  const examples = useStore((state) => state.requests.examples[requestId]);
  const loadExamples = useStore((state) => state.requests.loadExamples);
  const openTab = useStore((state) => state.tabs.open);
  useEffect(() => {
    if (count > 0) void loadExamples(requestId);
  }, [count, requestId, loadExamples]);
  if (count === 0 || examples === undefined || examples.length === 0) return null;
  const titles = exampleTitles(examples);
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" trailingIcon={<ChevronDown />}>
          {examples.length === 1 ? '1 example' : `${examples.length} examples`}
        </Button>
      }
      items={examples.map((example, index) => ({
        label: [example.response.statusCode, titles[index]].filter((part) => part !== undefined).join('  '),
        onSelect: () => openTab({ kind: 'example', itemId: requestId, title: titles[index] ?? example.name }),
      }))}
    />
  );
}
