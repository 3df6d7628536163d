import { type ReactNode, useMemo } from 'react';
import { Building2, ClipboardPaste, Download, FlaskConical, ListChecks, type LucideIcon } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Logo } from '../../ui/logo.tsx';
import { isSandboxName, SandboxCard } from '../sandbox/public.ts';
import { ConnectForm } from './connect-form.tsx';
import { DoorPicture } from './door-picture.tsx';
import { RecentItems } from './recent-items.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import styles from './welcome.module.css';

/** The first page: three doors into the product, and the way back to what was open. */
export function WelcomePanel() {
  const nodes = useStore((state) => state.tree.nodes);
  const hasCollections = useMemo(() => Object.keys(nodes).length > 0, [nodes]);
  const isSandboxUp = useStore((state) => {
    const status = state.sandbox.state?.status;
    return state.sandbox.busy === 'starting' || status === 'running';
  });
  return (
    <div className={styles['page']}>
      <div className={styles['content']}>
        <header className={styles['hero']}>
          <Logo size={40} />
          <div>
            <h2 className={styles['title']}>{hasCollections ? 'Postern' : 'Welcome to Postern'}</h2>
            <p className={styles['lead']}>
              The API explorer for OAuth-protected APIs. No account, no cloud: everything stays on this
              machine.
            </p>
          </div>
        </header>
        <div className={styles['doors']}>
          <SandboxDoor />
          <ImportDoor />
          <ConnectDoor />
        </div>
        {isSandboxUp ? (
          <div className={styles['sandbox']}>
            <SandboxCard />
          </div>
        ) : null}
        <div className={styles['columns']}>
          <RecentItems />
          <ShortcutList />
        </div>
      </div>
    </div>
  );
}

type DoorProps = { icon: LucideIcon; question: string; text: string; children: ReactNode };

function Door({ icon, question, text, children }: DoorProps) {
  return (
    <section className={styles['door']} aria-label={question}>
      <DoorPicture icon={icon} />
      <div className={styles['words']}>
        <h3 className={styles['question']}>{question}</h3>
        <p className={styles['text']}>{text}</p>
        <div className={styles['actions']}>{children}</div>
      </div>
    </section>
  );
}

function SandboxDoor() {
  const busy = useStore((state) => state.sandbox.busy);
  const isRunning = useStore((state) => state.sandbox.state?.status === 'running');
  const problem = useStore((state) =>
    state.sandbox.state?.status === 'failed' && state.sandbox.busy === undefined
      ? (state.sandbox.state.message ?? 'It gave no reason.')
      : undefined,
  );
  const hasInstalled = useStore((state) => state.environments.list.some(({ name }) => isSandboxName(name)));
  const { start, install } = useStore((state) => state.sandbox);
  const isWorking = busy === 'starting' || busy === 'installing';
  return (
    <Door
      icon={FlaskConical}
      question="No org at hand?"
      text="A pretend Okta org runs on this machine, with people, groups and apps to try things on. Nothing leaves your computer."
    >
      {problem === undefined ? null : (
        <p className={styles['problem']} role="alert">
          The sandbox org did not start. {problem}
        </p>
      )}
      <Button
        variant="primary"
        loading={isWorking}
        onClick={() => void (isRunning ? install() : start({ install: true }))}
      >
        {!isRunning ? 'Try the sandbox org' : hasInstalled ? 'Show its collections' : 'Add its collections'}
      </Button>
    </Door>
  );
}

function ImportDoor() {
  const openDialog = useStore((state) => state.imports.openDialog);
  return (
    <Door
      icon={Download}
      question="Coming from Postman?"
      text="Bring collections, environments or a whole folder, from files, a link or the clipboard. Or drop them anywhere on this window."
    >
      <Button icon={<Download />} onClick={() => openDialog('import')}>
        Import
      </Button>
      <Button variant="ghost" icon={<ClipboardPaste />} onClick={() => openDialog('curl')}>
        Paste cURL
      </Button>
    </Door>
  );
}

function ConnectDoor() {
  const choose = useStore((state) => state.guide.choose);
  return (
    <Door
      icon={Building2}
      question="Have an org?"
      text="Give its address, and Postern makes an environment for it, ready for its client ID and secret."
    >
      <ConnectForm />
      <Button variant="ghost" icon={<ListChecks />} onClick={() => choose({ isOpen: true })}>
        Step by step
      </Button>
    </Door>
  );
}
