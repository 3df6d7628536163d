import {
  Ellipsis,
  FolderOpen,
  FolderX,
  GitBranchPlus,
  RefreshCw,
  ShieldOff,
  Undo2,
  CloudDownload,
} from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PanelHeader } from '../../ui/panel-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AskToUseGit } from './ask-to-use-git.tsx';
import { BranchBar } from './branch-bar.tsx';
import { ChangeList } from './change-list.tsx';
import { CommitForm } from './commit-form.tsx';
import { CommitLog } from './commit-log.tsx';
import { GitProblem } from './git-problem.tsx';
import styles from './git.module.css';
import { useGitWatch } from './use-git-watch.ts';

/** The side bar's view of what is otherwise than in the last commit. */
export function ChangesPanel() {
  useGitWatch();
  const isAllowed = useStore((state) => state.git.repository?.isAllowed === true);
  const refresh = useStore((state) => state.git.refresh);
  return (
    <section className={styles['panel']} aria-label="Changes since the last commit">
      <PanelHeader
        title="Changes"
        actions={
          isAllowed ? (
            <>
              <IconButton size="sm" label="Look again" icon={<RefreshCw />} onClick={() => void refresh()} />
              <MoreMenu />
            </>
          ) : undefined
        }
      />
      <PanelBody />
    </section>
  );
}

function MoreMenu() {
  const { status, work } = useStore((state) => state.git);
  const { fetch, setDialog, discard, forget } = useStore((state) => state.git);
  const changes = status?.changes.filter(({ state }) => state !== 'conflicted') ?? [];
  const isBusy = work !== undefined;
  return (
    <Menu
      align="end"
      trigger={<IconButton size="sm" label="More about Git" icon={<Ellipsis />} />}
      items={[
        {
          label: 'Fetch',
          icon: <CloudDownload />,
          disabled: isBusy || (status?.remotes.length ?? 0) === 0,
          onSelect: () => void fetch(),
        },
        {
          label: 'Switch or create branch…',
          icon: <GitBranchPlus />,
          disabled: isBusy,
          onSelect: () => setDialog('branch'),
        },
        { kind: 'separator' },
        {
          label: 'Discard all changes',
          icon: <Undo2 />,
          danger: true,
          disabled: isBusy || changes.length === 0,
          onSelect: () => void discard(changes),
        },
        { kind: 'separator' },
        { label: 'Stop using Git here', icon: <ShieldOff />, onSelect: () => void forget() },
      ]}
    />
  );
}

function PanelBody() {
  const { isKnown, repository, status, statusError, refresh } = useStore((state) => state.git);
  if (!isKnown) return <Skeleton label="Looking for a repository" lines={6} />;
  if (repository === undefined) return <NoRepository />;
  if (!repository.isAllowed) return <AskToUseGit path={repository.path} />;
  if (status === undefined) {
    return statusError === undefined ? (
      <Skeleton label="Reading changes" lines={8} />
    ) : (
      <div className={styles['message']}>
        <GitProblem
          title="The changes could not be read"
          problem={statusError}
          actions={[{ label: 'Try again', onSelect: () => void refresh() }]}
        />
      </div>
    );
  }
  return (
    <>
      <BranchBar />
      <Views changed={status.changes.length} />
    </>
  );
}

function Views({ changed }: { changed: number }) {
  const view = useStore((state) => state.git.view);
  const showView = useStore((state) => state.git.showView);
  const files = (
    <div className={styles['view']}>
      <ChangeList />
      <CommitForm />
    </div>
  );
  return (
    <Tabs
      label="Changes and log"
      className={styles['views']}
      scrolls={false}
      value={view}
      onChange={showView}
      items={[
        { value: 'files', label: 'Files', count: changed, content: files },
        { value: 'log', label: 'Log', content: <CommitLog /> },
      ]}
    />
  );
}

function NoRepository() {
  const setDialog = useStore((state) => state.workspaces.setDialog);
  return (
    <EmptyState
      compact
      icon={<FolderX />}
      title="No Git repository here"
      actions={
        <Button size="sm" icon={<FolderOpen />} onClick={() => setDialog('open')}>
          Open workspace
        </Button>
      }
    >
      Run <code>git init</code> in the workspace’s folder with your terminal to see, compare and commit
      changes beside the requests, or clone a repository and open its folder.
    </EmptyState>
  );
}
