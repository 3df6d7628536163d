import { useState } from 'react';
import { readOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import type { KeySummary } from '../../../core/jwt/key-summary.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { subjectOfKey } from './assertion-draft.ts';
import { KeyComparison } from './key-comparison.tsx';
import { useRevealEnd } from '../../ui/use-reveal-end.ts';
import styles from './oauth.module.css';

/** The clients, set-ups and tokens that use a key. */
function UsedBy({ entry }: { entry: KeySummary }) {
  const tokens = useStore((state) => state.tokens.list);
  const definitions = useStore((state) => state.environments.definitions);
  const isNamed = (text: string) => [entry.id, entry.kid, entry.name].includes(text);
  const places = Object.values(definitions).filter(
    ({ auth }) => auth?.type === 'oauth2' && isNamed(readOAuth2Config(auth).keyId),
  );
  const own = tokens.filter(({ keyId }) => keyId === entry.id);
  const lines = [
    ...entry.usedBy.map((clientId) => `client ${clientId}`),
    ...places.map(({ name }) => `the set-up of ${name}`),
    ...own.map(({ name }) => `the token ${name}`),
  ];
  return <dd>{lines.length === 0 ? 'nothing yet' : lines.join(', ')}</dd>;
}

/** One key: what to paste into Okta's console, and its private part only after asking. */
export function KeyDetails({ entry, onClose }: { entry: KeySummary; onClose(): void }) {
  const [name, setName] = useState(entry.name);
  const [kid, setKid] = useState(entry.kid);
  const [isAsking, setAsking] = useState(false);
  const [privateText, setPrivateText] = useState<string>();
  const { update, copyPublic, openAssertion, reveal } = useStore((state) => state.keys);
  useRevealEnd(privateText !== undefined, () => setPrivateText(undefined));
  const isEdited = name.trim() !== entry.name || kid.trim() !== entry.kid;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={entry.name}
      description="Paste the public part into “Add key” of the app in Okta’s console."
      footerStart={
        <Button variant="ghost" onClick={() => openAssertion(subjectOfKey(entry))}>
          Sign a client assertion
        </Button>
      }
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            disabled={!isEdited || name.trim() === '' || kid.trim() === ''}
            onClick={() => void update(entry.id, { name: name.trim(), kid: kid.trim() })}
          >
            Save
          </Button>
        </>
      }
    >
      <div className={styles['flow']}>
        <div className={styles['buttons']}>
          <Button variant="primary" onClick={() => void copyPublic(entry.id, 'jwk')}>
            Copy public JWK
          </Button>
          <Button onClick={() => void copyPublic(entry.id, 'jwks')}>Copy public JWKS</Button>
          <Button onClick={() => void copyPublic(entry.id, 'pem')}>Copy public PEM</Button>
        </div>
        <dl className={styles['facts']}>
          <dt>Algorithm</dt>
          <dd>
            <Badge>{entry.alg}</Badge>
            {entry.sizeBits !== undefined && <Badge>{entry.sizeBits} bits</Badge>}
            {entry.crv !== undefined && <Badge>{entry.crv}</Badge>}
          </dd>
          <dt>Created</dt>
          <dd>
            {new Date(entry.createdAtEpochMs).toLocaleString()},{' '}
            {entry.origin === 'generated' ? 'generated here' : 'pasted'}
          </dd>
          <dt>Used by</dt>
          <UsedBy entry={entry} />
        </dl>
        <TextField label="Name" value={name} onChange={setName} />
        <TextField
          label="Key ID (kid)"
          mono
          value={kid}
          onChange={setKid}
          hint={
            entry.kid === entry.thumbprint
              ? 'The RFC 7638 thumbprint of the key.'
              : `Thumbprint: ${entry.thumbprint}`
          }
        />
        <KeyComparison entry={entry} />
        {privateText === undefined ? (
          <div className={styles['buttons']}>
            <Button variant="danger" onClick={() => setAsking(true)}>
              Show the private key
            </Button>
          </div>
        ) : (
          <pre className={styles['json']} tabIndex={0} aria-label="Private key">
            {privateText}
          </pre>
        )}
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Show the private key?"
        description="Whoever has it can sign in as the service app. Nothing needs it but a backup of your own."
        confirmLabel="Show it"
        danger
        onConfirm={() => {
          setAsking(false);
          void reveal(entry.id).then(setPrivateText);
        }}
      />
    </Dialog>
  );
}
