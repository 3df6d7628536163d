import { CookiesDialog } from '../features/cookies/public.ts';
import { GitDialogs } from '../features/git/public.ts';
import { ImportDialog } from '../features/imports/public.ts';
import { LinkDialog } from '../features/links/public.ts';
import { AssertionDialog, KeyDialog, TokenFlowDialog } from '../features/oauth/public.ts';
import { CommandPalette, ShortcutsDialog, WorkspaceDialog } from '../features/shell/public.ts';
import { TrustDialog } from '../features/settings/public.ts';
import { CodeDialog } from '../features/outgoing/public.ts';
import { ReviewDialog } from '../features/scripts/public.ts';
import { AskValuesDialog } from '../features/values/public.ts';
import { CloseTabDialog } from '../features/tabs/public.ts';
import { ExportDialog } from '../features/tree/public.ts';

/** The dialogs that can lie over the window; fetched after it is there. */
export function AppDialogs() {
  return (
    <>
      <CommandPalette />
      <ShortcutsDialog />
      <ImportDialog />
      <ExportDialog />
      <CodeDialog />
      <TokenFlowDialog />
      <KeyDialog />
      <AssertionDialog />
      <CookiesDialog />
      <TrustDialog />
      <WorkspaceDialog />
      <ReviewDialog />
      <LinkDialog />
      <GitDialogs />
      <CloseTabDialog />
      <AskValuesDialog />
    </>
  );
}
