import type { AppErrorData } from '../../../core/errors.ts';
import { Notice, type NoticeAction } from '../../ui/notice.tsx';
import styles from './git.module.css';

export type GitProblemProps = {
  title: string;
  problem: AppErrorData;
  actions?: readonly NoticeAction[];
  onDismiss?: () => void;
};

/** What could not be done and what to do next, with Git's own words to look at. */
export function GitProblem({ title, problem, actions, onDismiss }: GitProblemProps) {
  const output = problem.details?.['output'];
  return (
    <Notice
      tone="danger"
      title={title}
      announces
      {...(actions === undefined ? {} : { actions })}
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
