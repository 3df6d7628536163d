import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';

export type CurlOfferProps = { tabKey: string; command: string; onDone: () => void };

/** What to do with a cURL command that was pasted where an address goes. */
export function CurlOffer({ tabKey, command, onDone }: CurlOfferProps) {
  const { openDialog, run } = useStore((state) => state.imports);
  const edit = useStore((state) => state.requests.edit);
  return (
    <Notice
      variant="banner"
      tone="info"
      announces
      title="This is a cURL command"
      actions={[
        {
          label: 'Import cURL',
          onSelect: () => {
            openDialog('curl');
            void run([{ kind: 'text', text: command, name: 'cURL' }]);
            onDone();
          },
        },
        {
          label: 'Paste as text',
          onSelect: () => {
            edit(tabKey, { url: command.replaceAll(/\s*\\?\r?\n\s*/g, ' ').trim() });
            onDone();
          },
        },
      ]}
      onDismiss={onDone}
    >
      Import it to get its method, headers and body too.
    </Notice>
  );
}
