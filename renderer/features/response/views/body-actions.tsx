import { Copy, Download } from 'lucide-react';
import { useStore } from '../../../store/store.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { readWholeBody, wholeBytesLimit } from '../body-text.ts';
import type { ComparedWith } from '../answer-look.ts';
import { CompareMenu } from '../compare/compare-menu.tsx';
import { formatSize } from '../../../ui/format-figures.ts';
import type { BodyViewProps } from './body-view.tsx';
import { SaveExample } from './save-example.tsx';
import { useSaveBody } from './use-save-body.ts';

/** What can be done with a whole answer: compare, keep, copy, save. */
export function BodyActions({
  tabKey,
  exchange,
  outcome,
  charset,
  onCompare,
}: BodyViewProps & { charset: string | undefined; onCompare(other: ComparedWith): void }) {
  const { show, showError } = useStore((state) => state.notices);
  const save = useSaveBody(exchange, outcome);
  const copy = async () => {
    try {
      const { text, isCut } = await readWholeBody(outcome.body, charset);
      await navigator.clipboard.writeText(text);
      if (isCut) {
        show({
          kind: 'warning',
          text: `Only the first ${formatSize(wholeBytesLimit)} were copied. Save the body to have all of it.`,
        });
      } else show({ kind: 'success', text: 'Body copied' });
    } catch (error) {
      showError(error);
    }
  };
  return (
    <>
      <CompareMenu tabKey={tabKey} onChoose={onCompare} />
      <SaveExample
        tabKey={tabKey}
        status={`${outcome.status} ${outcome.statusText}`.trim()}
        charset={charset}
      />
      <IconButton size="sm" label="Copy body" icon={<Copy />} onClick={() => void copy()} />
      <IconButton size="sm" label="Save body to a file" icon={<Download />} onClick={save} />
    </>
  );
}
