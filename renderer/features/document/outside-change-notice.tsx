import { Notice } from '../../ui/notice.tsx';

export type OutsideChangeNoticeProps = {
  conflict: boolean;
  removed: boolean;
  /** What it is: a request, a collection, a folder. */
  noun: string;
  onReload: () => void;
  onKeepMine: () => void;
  onLater: () => void;
  /** Absent where a removed one cannot be saved as a new one. */
  onSaveAsNew?: () => void;
};

/** Tells of a change on disk that meets edits in this tab, and asks what to do. */
export function OutsideChangeNotice(props: OutsideChangeNoticeProps) {
  const { conflict, removed, noun, onReload, onKeepMine, onLater, onSaveAsNew } = props;
  if (removed) {
    return (
      <Notice
        variant="banner"
        tone="warning"
        announces
        title={`This ${noun} was deleted`}
        actions={onSaveAsNew === undefined ? [] : [{ label: 'Save as…', onSelect: onSaveAsNew }]}
      >
        What this tab shows is no longer in the workspace.
      </Notice>
    );
  }
  if (!conflict) return null;
  return (
    <Notice
      variant="banner"
      tone="warning"
      announces
      title="Changed on disk"
      actions={[
        { label: 'Reload', onSelect: onReload },
        { label: 'Keep mine', onSelect: onKeepMine },
      ]}
      onDismiss={onLater}
    >
      The file of this {noun} changed outside this tab. Reload shows that version and drops these edits; Keep
      mine writes these edits over it.
    </Notice>
  );
}
