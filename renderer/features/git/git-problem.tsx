import type { AppErrorData } from '../../../core/errors.ts';
import { useStore } from '../../store/store.ts';
import { Notice, type NoticeAction } from '../../ui/notice.tsx';
import styles from './git.module.css';
import { lookAgain, problemSteps } from './problem-steps.ts';

export type GitProblemProps = {
  title: string;
  problem: AppErrorData;
  /** Before what leads on from the refusal. */
  actions?: readonly NoticeAction[];
  onDismiss?: () => void;
};

/** What could not be done and what to do next, with Git's own words to look at. */
export function GitProblem({ title, problem, actions = [], onDismiss }: GitProblemProps) {
  const output = problem.details?.['output'];
  // The place it is shown at may have a way to look again of its own.
  const own = problemSteps(useStore.getState(), problem.code);
  const steps = [...actions, ...own.filter(({ label }) => actions.length === 0 || label !== lookAgain)];
  return (
    <Notice
      tone="danger"
      title={title}
      announces
      actions={steps}
      {...(onDismiss === undefined ? {} : { onDismiss })}
    >
      <p>
        {problem.message} <code>{problem.code}</code>
      </p>
      {typeof output === 'string' && output !== '' ? (
        <details className={styles['output']}>
          <summary>What Git said</summary>
          <pre>{output}</pre>
        </details>
      ) : null}
    </Notice>
  );
}
