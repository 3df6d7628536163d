import { useStore } from '../../store/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Asks what to do with a tab's edits before it closes. */
export function CloseTabDialog() {
  const tab = useStore((state) => state.tabs.tabs.find((open) => open.key === state.tabs.closing));
  const more = useStore((state) => state.tabs.closingNext.length);
  const { close, cancelClose, saveAndClose } = useStore((state) => state.tabs);
  if (tab === undefined) return null;
  const loss =
    tab.kind === 'request'
      ? 'Without saving they go with the tab; reopening it brings them back for as long as this window is open.'
      : 'Without saving they are lost.';
  const others = more === 0 ? '' : ` ${more} more ${more === 1 ? 'tab has' : 'tabs have'} edits.`;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen && useStore.getState().tabs.closing === tab.key) cancelClose();
      }}
      title={`Save changes to “${tab.title}”?`}
      description={`Your edits are not in the workspace yet. ${loss}${others}`}
      confirmLabel="Save"
      onConfirm={() => void saveAndClose()}
      alternative={{ label: "Don't save", onSelect: () => close(tab.key) }}
    />
  );
}
