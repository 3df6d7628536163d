import { Check, Cloud, GitBranch, Plus } from 'lucide-react';
import { useState } from 'react';
import { isBranchName } from '../../../core/git/branch-name.ts';
import type { GitBranch as Branch } from '../../../core/contract/git.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import styles from './git.module.css';

/** As in the style sheet. */
const rowPx = 32;

/** Gives the branches that a text leads to; those of remotes that are here too only once. */
export function findBranches(
  branches: readonly Branch[],
  remotes: readonly string[],
  text: string,
): Branch[] {
  const local = new Set(branches.filter(({ isRemote }) => !isRemote).map(({ name }) => name));
  const isHere = ({ name }: Branch) =>
    remotes.some((remote) => name.startsWith(`${remote}/`) && local.has(name.slice(remote.length + 1)));
  const wanted = text.trim().toLowerCase();
  return branches.filter(
    (branch) => (!branch.isRemote || !isHere(branch)) && branch.name.toLowerCase().includes(wanted),
  );
}

/** Asks for the branch to switch to, or the name of a new one. */
export function BranchDialog() {
  const isOpen = useStore((state) => state.git.dialog === 'branch');
  return isOpen ? <OpenBranchDialog /> : null;
}

function OpenBranchDialog() {
  const { branches, setDialog, switchBranch, createBranch } = useStore((state) => state.git);
  const remotes = useStore((state) => state.git.status?.remotes);
  const [text, setText] = useState('');
  const name = text.trim();
  const found = findBranches(branches?.list ?? [], remotes?.map((remote) => remote.name) ?? [], text);
  const isTaken = branches?.list.some((branch) => !branch.isRemote && branch.name === name) === true;
  const canCreate = branches !== undefined && !isTaken && isBranchName(name);
  return (
    <Dialog
      open
      size="sm"
      title="Branches"
      onOpenChange={(open) => {
        if (!open) setDialog(undefined);
      }}
      footer={
        <>
          <Button onClick={() => setDialog(undefined)}>Cancel</Button>
          <Button icon={<Plus />} disabled={!canCreate} onClick={() => void createBranch(name)}>
            Create branch
          </Button>
        </>
      }
    >
      <div className={styles['branches']}>
        <SearchField
          label="Search, or name a new branch"
          size="md"
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            const [only, ...others] = found;
            if (only !== undefined && others.length === 0 && !only.isCurrent) void switchBranch(only);
            else if (found.length === 0 && canCreate) void createBranch(name);
          }}
        />
        {branches === undefined ? (
          <Skeleton label="Reading branches" lines={4} />
        ) : found.length === 0 ? (
          <p className={styles['noBranch']}>
            {canCreate
              ? 'No branch of that name. Press Enter to create it.'
              : name === ''
                ? 'There is no branch yet: the first commit makes one.'
                : 'No branch can have that name.'}
          </p>
        ) : (
          <div style={{ height: rowPx * Math.min(Math.max(found.length, 3), 8) }}>
            <VirtualList
              label="Branches"
              items={found}
              itemKey={(branch) => `${branch.isRemote} ${branch.name}`}
              rowHeight={rowPx}
              renderItem={(branch) => <BranchRow branch={branch} />}
            />
          </div>
        )}
        {branches?.isCut === true ? (
          <p className={styles['noBranch']}>There are more; those with the newest commits are listed.</p>
        ) : null}
      </div>
    </Dialog>
  );
}

function BranchRow({ branch }: { branch: Branch }) {
  const switchBranch = useStore((state) => state.git.switchBranch);
  const { name, isRemote, isCurrent } = branch;
  return (
    <button
      type="button"
      className={styles['branchRow']}
      aria-current={isCurrent || undefined}
      disabled={isCurrent}
      title={name}
      onClick={() => void switchBranch(branch)}
    >
      {isRemote ? <Cloud aria-hidden="true" /> : <GitBranch aria-hidden="true" />}
      <span>{name}</span>
      {isCurrent ? <Check aria-hidden="true" /> : null}
    </button>
  );
}
