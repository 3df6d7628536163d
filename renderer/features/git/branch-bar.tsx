import { ArrowDown, ArrowUp, ChevronDown, GitBranch } from 'lucide-react';
import { countOf } from '../../../core/count-of.ts';
import { headText } from '../../../core/git/head.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { GitProblem } from './git-problem.tsx';
import styles from './git.module.css';

/** What is checked out, the way to and from the remote, and what Git does now. */
export function BranchBar() {
  const head = useStore((state) => state.git.repository?.head);
  const { work, setDialog, cancelWork } = useStore((state) => state.git);
  const name = head === undefined ? '' : headText(head);
  return (
    <div className={styles['branch']}>
      <div className={styles['branchLine']}>
        <Tooltip content={`${name}: switch or create a branch`}>
          <button
            type="button"
            className={styles['branchName']}
            aria-label={`Branch ${name}: switch or create`}
            disabled={work !== undefined}
            onClick={() => setDialog('branch')}
          >
            <GitBranch aria-hidden="true" />
            <span>{name}</span>
            <ChevronDown aria-hidden="true" />
          </button>
        </Tooltip>
        <RemoteButtons />
      </div>
      {work === undefined ? null : (
        <ProgressBar
          label={work.label}
          {...(work.fraction === undefined ? {} : { value: work.fraction })}
          {...(work.detail === undefined ? {} : { detail: work.detail })}
          onCancel={cancelWork}
        />
      )}
      <Messages />
    </div>
  );
}

function RemoteButtons() {
  const { status, work, pull, push, setDialog } = useStore((state) => state.git);
  const isOnBranch = useStore((state) => state.git.repository?.head.kind === 'branch');
  if (status === undefined || status.remotes.length === 0 || !isOnBranch) return null;
  const { upstream, ahead = 0, behind = 0, commit } = status;
  const isBusy = work !== undefined;
  if (upstream === undefined || status.ahead === undefined) {
    return (
      <Button size="sm" disabled={isBusy || commit === undefined} onClick={() => setDialog('publish')}>
        Push…
      </Button>
    );
  }
  const since = 'as of the last fetch';
  return (
    <>
      <Button
        size="sm"
        icon={<ArrowDown />}
        tooltip={`${countOf(behind, 'commit')} of ${upstream} to pull, ${since}`}
        disabled={isBusy}
        onClick={() => void pull()}
      >
        Pull{behind === 0 ? '' : ` ${behind}`}
      </Button>
      <Button
        size="sm"
        icon={<ArrowUp />}
        tooltip={`${countOf(ahead, 'commit')} to push to ${upstream}`}
        disabled={isBusy || ahead === 0}
        onClick={() => void push()}
      >
        Push{ahead === 0 ? '' : ` ${ahead}`}
      </Button>
    </>
  );
}

/** What went wrong last, and what waits to be finished with other tools. */
function Messages() {
  const { problem, dismissProblem, statusError } = useStore((state) => state.git);
  const underWay = useStore((state) => state.git.repository?.underWay);
  const conflicts = useStore(
    (state) => state.git.status?.changes.filter((change) => change.state === 'conflicted').length ?? 0,
  );
  return (
    <>
      {problem === undefined ? null : (
        <GitProblem title="Git did not do it" problem={problem} onDismiss={dismissProblem} />
      )}
      {statusError === undefined ? null : (
        <GitProblem title="The list may be old: changes could not be read" problem={statusError} />
      )}
      {underWay === undefined && conflicts === 0 ? null : (
        <Notice
          tone="warning"
          title={conflicts > 0 ? `${countOf(conflicts, 'file')} in conflict` : `A ${underWay} is under way`}
        >
          Finish it with the tools you use for that; Postern shows the files and leaves them alone.
        </Notice>
      )}
    </>
  );
}
