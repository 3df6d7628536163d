import { useState } from 'react';
import { FolderOpen } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';

const texts = {
  open: {
    title: 'Open workspace',
    description:
      'A folder with collections and environments: one of Postern’s, or one that Postman keeps in Git.',
    action: 'Open',
  },
  create: {
    title: 'New workspace',
    description: 'An empty folder for collections and environments. It is made where it is not there yet.',
    action: 'Create',
  },
} as const;

/** Asks for the folder of another workspace, which then takes the place of the open one in every window. */
export function WorkspaceDialog() {
  const dialog = useStore((state) => state.workspaces.dialog);
  return dialog === undefined ? null : <OpenDialog kind={dialog} />;
}

function OpenDialog({ kind }: { kind: 'open' | 'create' }) {
  const { setDialog, open, pickFolder } = useStore((state) => state.workspaces);
  const canPick = useStore((state) => state.app.state?.capabilities.pickFiles === true);
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { title, description, action } = texts[kind];
  const go = async () => {
    if (path.trim() === '') return;
    setBusy(true);
    const wrong = await open(path, { create: kind === 'create' });
    setBusy(false);
    setProblem(wrong);
    if (wrong === undefined) setDialog(undefined);
  };
  const choose = async () => {
    const chosen = await pickFolder();
    if (chosen !== undefined) setPath(chosen);
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) setDialog(undefined);
      }}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => setDialog(undefined)}>Cancel</Button>
          <Button variant="primary" loading={isBusy} disabled={path.trim() === ''} onClick={() => void go()}>
            {action}
          </Button>
        </>
      }
    >
      <TextField
        label="Folder"
        hint="The whole path, on the machine that runs Postern. Open requests and their edits are kept and come back with their workspace; the sandbox org stops."
        error={problem}
        mono
        placeholder="/home/me/work/api"
        value={path}
        onChange={(next) => {
          setPath(next);
          setProblem(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void go();
        }}
        suffix={
          canPick ? (
            <IconButton
              size="sm"
              label="Choose the folder"
              icon={<FolderOpen />}
              onClick={() => void choose()}
            />
          ) : undefined
        }
      />
    </Dialog>
  );
}
