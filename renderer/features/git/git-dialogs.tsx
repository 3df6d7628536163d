import { BranchDialog } from './branch-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { SecretsDialog } from './secrets-dialog.tsx';

/** What Git asks before it goes on. */
export function GitDialogs() {
  return (
    <>
      <BranchDialog />
      <PublishDialog />
      <SecretsDialog />
    </>
  );
}
