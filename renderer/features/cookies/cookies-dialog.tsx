import { ClipboardPaste, Plus } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CookieForm } from './cookie-form.tsx';
import { CookieImport } from './cookie-import.tsx';
import { CookieList } from './cookie-list.tsx';

/** The cookies of the workspace: what servers set, and what is typed here. */
export function CookiesDialog() {
  const isOpen = useStore((state) => state.cookies.isOpen);
  const view = useStore((state) => state.cookies.view);
  const { close, show } = useStore((state) => state.cookies);
  if (!isOpen) return null;
  const titles = {
    list: 'Cookies',
    form: view.kind === 'form' && view.previous !== undefined ? 'Edit cookie' : 'Add cookie',
    import: 'Import a Set-Cookie line',
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={titles[view.kind]}
      size={view.kind === 'list' ? 'xl' : 'lg'}
      flush={view.kind === 'list'}
      keepOpen={view.kind !== 'list'}
      {...(view.kind === 'list'
        ? {
            footerStart: (
              <>
                <Button icon={<Plus />} onClick={() => show({ kind: 'form' })}>
                  Add cookie
                </Button>
                <Button variant="ghost" icon={<ClipboardPaste />} onClick={() => show({ kind: 'import' })}>
                  Import Set-Cookie
                </Button>
              </>
            ),
            footer: <Button onClick={close}>Close</Button>,
          }
        : {})}
    >
      {view.kind === 'list' && <CookieList />}
      {view.kind === 'form' && <CookieForm previous={view.previous} />}
      {view.kind === 'import' && <CookieImport />}
    </Dialog>
  );
}
