import { FolderGit2 } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './git.module.css';

/** Asks before Git is started in a repository for the first time. */
export function AskToUseGit({ path }: { path: string }) {
  const allow = useStore((state) => state.git.allow);
  return (
    <EmptyState
      compact
      icon={<FolderGit2 />}
      title="Use Git here?"
      actions={
        <Button variant="primary" onClick={() => void allow()}>
          Use Git here
        </Button>
      }
    >
      <p className={styles['asked']} title={path}>
        {path}
      </p>
      <p>
        Git starts programs that a repository’s configuration and hooks name, and a folder can bring them
        along. So nothing is started before you say that you trust this one.
      </p>
    </EmptyState>
  );
}
