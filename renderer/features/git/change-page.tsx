import { CornerUpRight, FileX2, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CompareView } from '../response/public.ts';
import { changeMark } from './change-mark.tsx';
import { ChangedIcon } from './changed-item.tsx';
import { GitProblem } from './git-problem.tsx';
import { changeKey, type OpenChange, shortName } from './git-state.ts';
import styles from './git.module.css';
import { useGitWatch } from './use-git-watch.ts';

/** The tab of one change: the file in the last commit and now. */
export function ChangePage({ tabKey }: { tabKey: string }) {
  useGitWatch();
  const key = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId) ?? '';
  const open = useStore((state) => state.git.open[key]);
  const isListed = useStore(
    (state) => state.git.status?.changes.some((change) => changeKey(change) === key) === true,
  );
  if (open === undefined) {
    return (
      <EmptyState icon={<FileX2 />} title="This change is not open any more">
        Choose it again in Changes.
      </EmptyState>
    );
  }
  return (
    <section className={styles['page']} aria-label="A change">
      <PageHead open={open} isListed={isListed} />
      <Sides open={open} />
    </section>
  );
}

function PageHead({ open: { change, commit }, isListed }: { open: OpenChange; isListed: boolean }) {
  const { openItem, discard, work } = useStore((state) => state.git);
  const { item, state, path, oldPath } = change;
  return (
    <header className={styles['pageHead']}>
      <span className={styles['pageIcon']}>
        <ChangedIcon item={item} />
      </span>
      <div className={styles['pageNames']}>
        <h2 className={styles['pageName']}>
          <span>{item.name}</span>
          <Badge tone={state === 'conflicted' ? 'warning' : 'neutral'}>
            {isListed || commit !== undefined ? changeMark(state).word : 'as in the last commit'}
          </Badge>
        </h2>
        <p className={styles['pagePath']} title={path}>
          {oldPath === undefined ? path : `${oldPath} → ${path}`}
        </p>
        {commit === undefined ? null : (
          <p className={styles['pageCommit']} title={commit.subject}>
            in {shortName(commit)} by {commit.author}: {commit.subject}
          </p>
        )}
      </div>
      <span className={styles['pageActions']}>
        <Button
          icon={<CornerUpRight />}
          disabled={item.id === undefined || state === 'deleted'}
          onClick={() => openItem(change)}
        >
          Open
        </Button>
        {commit === undefined ? (
          <Button
            icon={<Undo2 />}
            disabled={!isListed || state === 'conflicted' || work !== undefined}
            onClick={() => void discard([change])}
          >
            Discard changes
          </Button>
        ) : null}
      </span>
    </header>
  );
}

const hiddenWords = {
  binary: 'It is no text.',
  large: 'It is larger than 2 MB.',
  link: 'It is a link to another file.',
} as const;

function Sides({ open: { status, sides, error, commit } }: { open: OpenChange }) {
  const before = sides?.before?.text ?? '';
  const after = sides?.after?.text ?? '';
  const [leftLabel, rightLabel] = labelsOf(sides, commit);
  // The texts, not the objects: a look that found the same again draws nothing anew.
  const [left, right] = useMemo(
    () => [sideOf(leftLabel, before), sideOf(rightLabel, after)] as const,
    [leftLabel, rightLabel, before, after],
  );
  if (status === 'failed' && error !== undefined) {
    return (
      <div className={styles['message']}>
        <GitProblem title="The change cannot be shown" problem={error} />
      </div>
    );
  }
  if (sides === undefined) return <Skeleton label="Reading the change" lines={8} />;
  const hidden = sides.before?.hidden ?? sides.after?.hidden;
  if (hidden !== undefined) {
    return (
      <EmptyState icon={<FileX2 />} title="This file is not compared here">
        {hiddenWords[hidden]}
      </EmptyState>
    );
  }
  return <CompareView left={left} right={right} words={words} />;
}

const words = {
  same: 'No line differs',
  layoutOnly: 'Only the ends of lines differ',
  empty: 'The file is empty',
};

function labelsOf(sides: OpenChange['sides'], commit: OpenChange['commit']): [string, string] {
  const [before, after] =
    commit === undefined ? ['the last commit', 'Now'] : ['the commit before', `In ${shortName(commit)}`];
  return [
    sides?.before === undefined ? `Not in ${before}` : `In ${before}`,
    sides?.after === undefined ? 'Deleted' : after,
  ];
}

function sideOf(label: string, text: string) {
  return { label, status: undefined, headers: [], read: () => Promise.resolve({ text, isJson: false }) };
}
