import { Notice } from '../../ui/notice.tsx';
import styles from './document.module.css';

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

function Removed({ noun, onSaveAsNew }: Pick<OutsideChangeNoticeProps, 'noun' | 'onSaveAsNew'>) {
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

/** Tells of a change on disk that meets edits in this tab, and asks what to do. */
export function OutsideChangeNotice(props: OutsideChangeNoticeProps) {
  const { conflict, removed, noun, onReload, onKeepMine, onLater, onSaveAsNew } = props;
  if (!conflict && !removed) return null;
  return (
    <div className={styles['banner']}>
      {removed ? (
        <Removed noun={noun} onSaveAsNew={onSaveAsNew} />
      ) : (
        <Notice
          variant="banner"
          tone="warning"
          announces
          title={`The file of this ${noun} changed on disk`}
          actions={[
            { label: 'Reload', onSelect: onReload },
            { label: 'Keep mine', onSelect: onKeepMine },
          ]}
          onDismiss={onLater}
        >
          Reload shows the file as it is now and drops these edits; Keep mine writes them over it.
        </Notice>
      )}
    </div>
  );
}
