import type { ChangedItem, GitChange } from '../../../core/git/git-change.ts';
import { ItemIcon } from '../../ui/item-icon.tsx';
import styles from './git.module.css';

/** What kind of thing a change is about; of a request that is no more nobody knows the method. */
export function ChangedIcon({ item: { kind, method } }: { item: ChangedItem }) {
  return <ItemIcon kind={kind === 'request' && method === undefined ? 'file' : kind} method={method} />;
}

/** The name of what changed, struck through where it is gone. */
export function ChangedName({ change: { item, state } }: { change: GitChange }) {
  return (
    <span className={styles['itemName']} data-state={state}>
      {item.name}
    </span>
  );
}
