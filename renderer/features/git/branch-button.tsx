import { GitBranch } from 'lucide-react';
import { useEffect } from 'react';
import { headText } from '../../../core/git/head.ts';
import { useStore } from '../../store/store.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './git.module.css';

/** The status bar's word on what is checked out, and the way to the changes; nothing where there is no repository. */
export function BranchButton({ className }: { className: string | undefined }) {
  const repository = useStore((state) => state.git.repository);
  const { lookAtRepository, hear } = useStore((state) => state.git);
  const showSidebar = useStore((state) => state.app.showSidebar);
  const isShown = useStore((state) => state.app.sidebarVisible && state.app.sidebarView === 'changes');
  useEffect(() => {
    void lookAtRepository();
    // A branch may have been switched in a terminal meanwhile.
    window.addEventListener('focus', hear);
    return () => window.removeEventListener('focus', hear);
  }, [lookAtRepository, hear]);
  if (repository === undefined) return null;
  const text = headText(repository.head);
  const underWay = repository.underWay === undefined ? '' : `, ${repository.underWay} under way`;
  return (
    <Tooltip side="top" content={`${text}${underWay}. Click to show what changed since the last commit.`}>
      <button
        type="button"
        className={className}
        aria-label={`Branch ${text}${underWay}: show changes`}
        aria-pressed={isShown}
        data-warning={repository.underWay === undefined ? undefined : true}
        onClick={() => showSidebar('changes', { toggle: true })}
      >
        <GitBranch aria-hidden="true" />
        <span className={styles['statusBranch']}>{text}</span>
      </button>
    </Tooltip>
  );
}
