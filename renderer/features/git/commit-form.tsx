import { countOf } from '../../../core/count-of.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { chosenChanges, messageOf } from './commit-actions.ts';
import styles from './git.module.css';

/** Message and button of a commit, and what will not be in it. */
export function CommitForm() {
  const message = useStore(messageOf);
  const chosen = useStore((state) => chosenChanges(state.git).length);
  const isListed = useStore((state) => (state.git.status?.changes.length ?? 0) > 0);
  const isBusy = useStore((state) => state.git.work !== undefined);
  const { setMessage, commit } = useStore((state) => state.git);
  if (!isListed && message === '') return null;
  const isReady = chosen > 0 && message.trim() !== '' && !isBusy;
  return (
    <form
      className={styles['commit']}
      aria-label="Commit"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void commit();
      }}
    >
      <UnsavedTabs />
      <TextArea
        label="Message"
        hideLabel
        rows={3}
        placeholder="Message: what changed, and why"
        maxLength={10_000}
        value={message}
        onChange={setMessage}
        data-takes-shortcut="send"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !isReady) return;
          event.preventDefault();
          void commit();
        }}
      />
      <Button variant="primary" type="submit" disabled={!isReady} shortcut="Mod+Enter" tooltip="Commit">
        {chosen === 0 ? 'Commit' : `Commit ${countOf(chosen, 'file')}`}
      </Button>
    </form>
  );
}

function UnsavedTabs() {
  const unsaved = useStore((state) => state.tabs.tabs.filter(({ dirty }) => dirty).length);
  const saveTabs = useStore((state) => state.git.saveTabs);
  if (unsaved === 0) return null;
  return (
    <p className={styles['unsaved']} role="status">
      <span>{countOf(unsaved, 'unsaved tab')}: not in the commit.</span>
      <Button size="sm" variant="ghost" onClick={() => void saveTabs()}>
        Save
      </Button>
    </p>
  );
}
