import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';
import type { NoticeAction } from '../../ui/notice.tsx';
import { type PastedCurl, replacingChange } from './pasted-curl.ts';

export type CurlOfferProps = { tabKey: string; pasted: PastedCurl; onDone: () => void };

/** What to do with a cURL command that was pasted where an address goes. */
export function CurlOffer({ tabKey, pasted, onDone }: CurlOfferProps) {
  const { openDialog, run } = useStore((state) => state.imports);
  const edit = useStore((state) => state.requests.edit);
  const { request, remarks, text } = pasted;
  const done = (act: () => void) => () => {
    act();
    onDone();
  };
  const actions: NoticeAction[] = [
    ...(request === undefined
      ? []
      : [{ label: 'Use it here', onSelect: done(() => edit(tabKey, replacingChange(request))) }]),
    {
      label: 'Import cURL',
      onSelect: done(() => {
        openDialog('curl');
        void run([{ kind: 'text', text, name: 'cURL' }]);
      }),
    },
    {
      label: 'Paste as text',
      onSelect: done(() => edit(tabKey, { url: text.replaceAll(/\s*[\\^`]?\r?\n\s*/g, ' ').trim() })),
    },
  ];
  return (
    <Notice
      variant="banner"
      tone="info"
      announces
      title="This is a cURL command"
      actions={actions}
      onDismiss={onDone}
    >
      {remarks.length === 0
        ? 'Use it in the place of this request, or import it as a new one.'
        : remarks.join(' ')}
    </Notice>
  );
}
