import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CopiedValue } from './copied-value.tsx';
import styles from './guide.module.css';
import type { Guide } from './use-guide.ts';

/** The scopes to grant: those the collection's requests need. */
function ScopesToGrant({ guide }: { guide: Guide }) {
  const needed = useStore((state) => state.guide.needed);
  const scopes = needed?.of === guide.targetId ? (needed?.scopes.scopes ?? []) : [];
  return <CopiedValue label="Okta API Scopes" value={scopes.join(' ') || 'okta.users.read'} />;
}

/** What to click in Okta's console, and the exact values to paste there. */
export function AppStep({ guide }: { guide: Guide }) {
  const openAppDialog = useStore((state) => state.guide.openAppDialog);
  const isSandbox = useStore((state) => state.sandbox.state?.url === guide.orgUrl);
  const isService = guide.choices.track === 'service';
  return (
    <>
      {isSandbox && guide.orgUrl !== undefined ? (
        <p>
          The sandbox org comes with its apps; at an org of your own this is done once, by an administrator:
        </p>
      ) : null}
      <ol className={styles['clicks']}>
        <li>
          In the Admin Console: <b>Applications</b>, <b>Create App Integration</b>.
        </li>
        {isService ? (
          <>
            <li>
              <b>API Services</b>, a name, <b>Save</b>.
            </li>
            <li>
              Under <b>Client Credentials</b>: <b>Public key / Private key</b>.
            </li>
            <li>
              <b>Require Demonstrating Proof of Possession (DPoP)</b> may stay ticked: Postern sends the
              proofs.
            </li>
          </>
        ) : (
          <>
            <li>
              <b>OIDC - OpenID Connect</b>, then <b>Web Application</b>.
            </li>
            <li>
              Grant type <b>Authorization Code</b>; <b>Refresh Token</b> as well to be asked less often.
            </li>
            <li>
              Sign-in redirect URIs:
              <CopiedValue label="Sign-in redirect URI" value={guide.callbackUrl} />
            </li>
            <li>
              <b>Assignments</b>: the people who will sign in.
            </li>
          </>
        )}
        <li>
          On the tab <b>Okta API Scopes</b>, grant:
          <ScopesToGrant guide={guide} />
        </li>
        <li>
          {isService ? (
            <>
              On the tab <b>Admin roles</b>, give the app a role, such as Read-only Administrator.
            </>
          ) : (
            <>The person who signs in needs an admin role that allows the calls.</>
          )}{' '}
          Without one the token is given, and the calls answer 403 or an empty list.
        </li>
      </ol>
      <p>Or let Postern do all of it with an API token of a super administrator; you see every call first.</p>
      <div className={styles['buttons']}>
        <Button size="sm" onClick={() => void openAppDialog(guide.targetId, guide.collectionId)}>
          Create the app…
        </Button>
      </div>
    </>
  );
}

/** Client ID and secret into the environment. */
export function ClientStep({ guide }: { guide: Guide }) {
  const [clientId, setClientId] = useState('');
  const [secret, setSecret] = useState('');
  const { setVariable, busy } = useStore((state) => state.guide);
  const hasEnvironment = useStore((state) => state.environments.selectedId !== undefined);
  const { missingSecret } = guide.facts;
  const isFilled = clientId.trim() !== '' || secret !== '';
  const save = async () => {
    if (clientId.trim() !== '') await setVariable(guide.clientIdVariable, clientId.trim());
    if (secret !== '' && missingSecret !== undefined) await setVariable(missingSecret, secret);
    setClientId('');
    setSecret('');
  };
  return (
    <form
      className={styles['body']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p>
        Copy {missingSecret === undefined ? 'it' : 'both'} from the app’s tab <b>General</b>. Kept in the
        environment{missingSecret === undefined ? '.' : '; the secret only on this machine.'}
      </p>
      <TextField
        label="Client ID"
        mono
        placeholder={guide.facts.clientId ?? '0oa…'}
        value={clientId}
        onChange={setClientId}
      />
      {missingSecret === undefined ? null : (
        <SecretField label="Client Secret" value={secret} onChange={setSecret} />
      )}
      <div className={styles['buttons']}>
        <Button
          size="sm"
          type="submit"
          disabled={!isFilled || !hasEnvironment}
          loading={busy === 'client'}
          tooltip={hasEnvironment ? undefined : 'Choose an environment first'}
        >
          Save
        </Button>
      </div>
    </form>
  );
}

/** Whether the browser can come back. */
export function RedirectStep({ guide }: { guide: Guide }) {
  const checkRedirect = useStore((state) => state.guide.checkRedirect);
  return (
    <>
      <p>After signing in the browser comes back to this address. Okta compares it letter by letter.</p>
      <CopiedValue label="Callback URL" value={guide.callbackUrl} />
      <div className={styles['buttons']}>
        <Button size="sm" onClick={() => void checkRedirect(guide.callbackUrl)}>
          Check again
        </Button>
      </div>
    </>
  );
}

/** A key pair of the service app. */
export function KeyStep({ guide }: { guide: Guide }) {
  const keys = useStore((state) => state.keys.list);
  const setDialog = useStore((state) => state.keys.setDialog);
  const choose = useStore((state) => state.guide.choose);
  return (
    <>
      <p>
        A service app proves itself with a private key. It is kept encrypted on this machine and signs here.
      </p>
      {keys.length < 2 ? null : (
        <Select
          label="Key"
          value={guide.key?.id}
          onChange={(keyId) => choose({ keyId })}
          options={keys.map(({ id, name, kid }) => ({ value: id, label: name, description: `kid ${kid}` }))}
        />
      )}
      <div className={styles['buttons']}>
        <Button size="sm" onClick={() => setDialog('generate')}>
          Generate a key
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setDialog('import')}>
          Paste a key
        </Button>
      </div>
    </>
  );
}

/** The public part into the app. */
export function PublicKeyStep({ guide }: { guide: Guide }) {
  const { key, keyPlace, hasApiToken } = guide;
  const copyPublic = useStore((state) => state.keys.copyPublic);
  const { registerPublicKey, checkPublicKey, busy } = useStore((state) => state.guide);
  if (key === undefined) return <p>Generate or paste a key first.</p>;
  return (
    <>
      <p>
        In the app’s <b>Public Keys</b>: <b>Add key</b>, paste the public JWK, <b>Done</b>, <b>Save</b>. Its
        kid must be <code>{key.kid}</code>.
      </p>
      {hasApiToken && keyPlace !== undefined ? (
        <p>
          Or let Postern do it with the API token in {'{{apikey}}'}: POST /api/v1/apps/{keyPlace.clientId}
          /credentials/jwks.
        </p>
      ) : (
        <p>Only the org can say what the app lists; the first token is the proof.</p>
      )}
      <div className={styles['buttons']}>
        <Button size="sm" onClick={() => void copyPublic(key.id, 'jwk')}>
          Copy public JWK
        </Button>
        {hasApiToken && keyPlace !== undefined ? (
          <>
            <Button size="sm" loading={busy === 'publicKey'} onClick={() => void registerPublicKey(keyPlace)}>
              Add the key to the app
            </Button>
            <Button size="sm" variant="ghost" onClick={() => void checkPublicKey(keyPlace)}>
              Compare
            </Button>
          </>
        ) : null}
      </div>
    </>
  );
}
