import { useState } from 'react';
import { Copy, Eye, EyeOff, FolderDown, RotateCcw, Square } from 'lucide-react';
import type { SandboxState } from '../../../core/app-state.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { copyText } from '../notices/public.ts';
import { SandboxMark } from './sandbox-mark.tsx';
import styles from './sandbox-card.module.css';

/** The sandbox org: what it is, how to reach it, who is in it, and its switches. */
export function SandboxCard() {
  const state = useStore((store) => store.sandbox.state);
  const busy = useStore((store) => store.sandbox.busy);
  const status = busy === 'starting' ? 'starting' : (state?.status ?? 'stopped');
  return (
    <section className={styles['card']} aria-label="Sandbox org">
      <header className={styles['header']}>
        <h2 className={styles['title']}>Sandbox org</h2>
        <SandboxMark status={status} />
      </header>
      {state?.status === 'running' ? (
        <RunningOrg state={state} />
      ) : (
        <StoppedOrg state={state} status={status} />
      )}
    </section>
  );
}

function StoppedOrg({ state, status }: { state: SandboxState | undefined; status: SandboxState['status'] }) {
  const start = useStore((store) => store.sandbox.start);
  if (status === 'starting') return <ProgressBar label="Starting the sandbox org" />;
  return (
    <>
      {state?.status === 'failed' ? (
        <Notice tone="danger" title="It did not start" announces>
          {state.message}
        </Notice>
      ) : (
        <p className={styles['text']}>
          A pretend Okta org on this machine, with people, groups and apps. Nothing leaves your computer.
        </p>
      )}
      <div className={styles['actions']}>
        <Button onClick={() => void start({ install: true })}>
          {state?.status === 'failed' ? 'Try again' : 'Start'}
        </Button>
      </div>
    </>
  );
}

function RunningOrg({ state }: { state: SandboxState }) {
  const busy = useStore((store) => store.sandbox.busy);
  const { install, reset, stop } = useStore((store) => store.sandbox);
  return (
    <>
      <dl className={styles['facts']}>
        {state.url === undefined ? null : <Fact label="Org URL" value={state.url} />}
        {state.apiToken === undefined ? null : <Fact label="API token" value={state.apiToken} isSecret />}
        {state.signIn === undefined ? null : <SignInFacts signIn={state.signIn} />}
      </dl>
      {state.people.length === 0 ? null : <People people={state.people} />}
      <div className={styles['actions']}>
        <Button icon={<FolderDown />} loading={busy === 'installing'} onClick={() => void install()}>
          Add its environment and collections
        </Button>
        <Button
          variant="ghost"
          icon={<RotateCcw />}
          loading={busy === 'resetting'}
          onClick={() => void reset()}
        >
          Reset
        </Button>
        <Button variant="ghost" icon={<Square />} loading={busy === 'stopping'} onClick={() => void stop()}>
          Stop
        </Button>
      </div>
    </>
  );
}

function SignInFacts({ signIn }: { signIn: NonNullable<SandboxState['signIn']> }) {
  return (
    <>
      <Fact label="Password for everyone" value={signIn.password} />
      <Fact label="Web app client ID" value={signIn.webClientId} />
      <Fact label="Web app client secret" value={signIn.webClientSecret} isSecret />
      <Fact label="Native app client ID" value={signIn.nativeClientId} />
      <Fact label="Service app client ID" value={signIn.serviceClientId} />
      <Fact label="Service app with DPoP client ID" value={signIn.dpopServiceClientId} />
    </>
  );
}

function Fact({ label, value, isSecret = false }: { label: string; value: string; isSecret?: boolean }) {
  const [isShown, setShown] = useState(!isSecret);
  return (
    <div className={styles['fact']}>
      <dt>{label}</dt>
      <dd>
        <code className={styles['value']} title={isShown ? value : undefined}>
          {isShown ? value : '•'.repeat(16)}
        </code>
        {isSecret ? (
          <IconButton
            size="sm"
            label={`${isShown ? 'Hide' : 'Show'} ${label}`}
            icon={isShown ? <EyeOff /> : <Eye />}
            onClick={() => setShown(!isShown)}
          />
        ) : null}
        <IconButton
          size="sm"
          label={`Copy ${label}`}
          icon={<Copy />}
          onClick={() => void copyText(value, `The ${label}`)}
        />
      </dd>
    </div>
  );
}

function People({ people }: { people: SandboxState['people'] }) {
  return (
    <section aria-label="People in the sandbox org">
      <h3 className={styles['heading']}>
        {people.length} people; administrators may use the API, the others see only themselves
      </h3>
      <ul className={styles['people']} tabIndex={0} aria-label="People">
        {people.map((person) => (
          <li key={person.login} className={styles['person']}>
            <span className={styles['initials']} aria-hidden="true">
              {initialsOf(person.name)}
            </span>
            <span className={styles['name']}>{person.name}</span>
            <span className={styles['login']} title={person.login}>
              {person.login}
            </span>
            {person.role === undefined ? null : <Badge>{person.role}</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '').join('');
}
