import { useStore } from '../../store/store.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Asks what to do with a tab's edits before it closes. */
export function CloseTabDialog() {
  const tab = useStore((state) => state.tabs.tabs.find((open) => open.key === state.tabs.closing));
  const more = useStore((state) => state.tabs.closingNext.length);
  const { close, cancelClose, saveAndClose } = useStore((state) => state.tabs);
  if (tab === undefined) return null;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen && useStore.getState().tabs.closing === tab.key) cancelClose();
      }}
      title={`Save changes to “${tab.title}”?`}
      description={
        more === 0
          ? 'Its edits are not in the workspace yet. Reopening the tab brings back a request’s edits for as long as Postern runs.'
          : `Its edits are not in the workspace yet. ${more} more ${more === 1 ? 'tab has' : 'tabs have'} edits.`
      }
      confirmLabel="Save"
      onConfirm={() => void saveAndClose()}
      alternative={{ label: "Don't save", onSelect: () => close(tab.key) }}
    />
  );
}
