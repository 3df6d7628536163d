import { useEffect, useState } from 'react';
import type { FlowProgress } from '../../../core/auth/oauth2/flow-progress.ts';
import { call } from '../../bridge/bridge.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './oauth.module.css';

/** After this long without a redirect the usual reasons are named. */
const patienceMs = 20_000;

function useCopy() {
  const show = useStore((state) => state.notices.show);
  return async (text: string, label: string) => {
    await navigator.clipboard.writeText(text);
    show({ kind: 'success', text: `${label} copied` });
  };
}

/** Takes the address that the browser was sent to, where Postern cannot receive it. */
function PasteRedirect() {
  const [address, setAddress] = useState('');
  const paste = useStore((state) => state.tokens.pasteRedirect);
  return (
    <form
      className={styles['section']}
      onSubmit={(event) => {
        event.preventDefault();
        void paste(address.trim());
      }}
    >
      <TextField
        label="Redirected address"
        mono
        value={address}
        onChange={setAddress}
        hint="Copy the whole address from the browser after signing in, the part behind # too."
      />
      <div className={styles['buttons']}>
        <Button type="submit" disabled={address.trim() === ''}>
          Continue with this address
        </Button>
      </div>
    </form>
  );
}

type Waiting<Step> = Extract<FlowProgress, { step: Step }>;

function BrowserStep({ progress }: { progress: Waiting<'waitingForBrowser'> }) {
  const [isLong, setLong] = useState(false);
  const copy = useCopy();
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <div className={styles['waiting']} role="status">
        <Spinner />
        <span>Waiting for you to sign in, in your browser</span>
      </div>
      <p className={styles['muted']}>
        The browser comes back to <code className={styles['code']}>{progress.redirectUri}</code>
        {progress.redirect === 'paste' && ', which Postern cannot receive. Paste the address it ends at.'}
      </p>
      <div className={styles['buttons']}>
        <Button onClick={() => void call('app.openLink', { url: progress.authorizationUrl })}>
          Open the browser again
        </Button>
        <Button onClick={() => void copy(progress.authorizationUrl, 'Link')}>Copy link</Button>
        <Button variant="ghost" onClick={() => void copy(progress.redirectUri, 'Callback URL')}>
          Copy Callback URL
        </Button>
      </div>
      {(progress.redirect === 'paste' || isLong) && <PasteRedirect />}
      {isLong && (
        <div>
          <p className={styles['muted']}>Does the browser show an error? The usual reasons:</p>
          <ul className={styles['reasons']}>
            <li>The Callback URL is not, letter for letter, among the sign-in redirect URIs of the app.</li>
            <li>The Client ID belongs to another org or another app.</li>
            <li>You are not assigned to the app.</li>
          </ul>
        </div>
      )}
    </>
  );
}

function DeviceStep({ progress }: { progress: Waiting<'waitingForDevice'> }) {
  const copy = useCopy();
  const link = progress.verificationUriComplete ?? progress.verificationUri;
  return (
    <>
      <p>
        Open <code className={styles['code']}>{progress.verificationUri}</code> on any device and type this
        code:
      </p>
      <p className={styles['userCode']}>{progress.userCode}</p>
      <div className={styles['buttons']}>
        <Button variant="primary" onClick={() => void call('app.openLink', { url: link })}>
          Open the page
        </Button>
        <Button onClick={() => void copy(progress.userCode, 'Code')}>Copy code</Button>
        <Button onClick={() => void copy(link, 'Link')}>Copy link</Button>
      </div>
      <div className={styles['waiting']} role="status">
        <Spinner />
        <span>Waiting until the code was typed</span>
      </div>
    </>
  );
}

function ApprovalStep({ progress: { who, bindingMessage } }: { progress: Waiting<'waitingForApproval'> }) {
  return (
    <>
      <p>
        The server asks {who === '' ? 'the person' : <code className={styles['code']}>{who}</code>} for
        approval, on a device of theirs.
      </p>
      {bindingMessage !== '' && (
        <p>
          They are shown: <strong>{bindingMessage}</strong>
        </p>
      )}
      <div className={styles['waiting']} role="status">
        <Spinner />
        <span>Waiting for the approval</span>
      </div>
    </>
  );
}

/** What a token flow is waiting for, and what the person can do meanwhile. */
export function FlowWaiting({ progress }: { progress: FlowProgress | undefined }) {
  return (
    <div className={styles['flow']}>
      {progress?.step === 'waitingForBrowser' && <BrowserStep progress={progress} />}
      {progress?.step === 'waitingForDevice' && <DeviceStep progress={progress} />}
      {progress?.step === 'waitingForApproval' && <ApprovalStep progress={progress} />}
      {(progress === undefined || progress.step === 'preparing' || progress.step === 'requestingToken') && (
        <div className={styles['waiting']} role="status">
          <Spinner />
          <span>{progress?.step === 'requestingToken' ? 'Asking the server for a token' : 'Preparing'}</span>
        </div>
      )}
      {progress?.step === 'requestingToken' && progress.remark !== undefined && (
        <p className={styles['muted']}>{progress.remark}</p>
      )}
    </div>
  );
}
