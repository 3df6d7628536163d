import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { describeRefusal } from './describe-refusal.ts';
import type { KeyChoice } from './keys-slice.ts';
import styles from './oauth.module.css';

const algorithms = [
  { value: 'RS256', label: 'RS256', description: 'RSA; what Okta’s console generates', bits: true },
  { value: 'PS256', label: 'PS256', description: 'RSA with PSS padding', bits: true },
  { value: 'ES256', label: 'ES256', description: 'Elliptic curve P-256; small and fast', bits: false },
  { value: 'ES384', label: 'ES384', description: 'Elliptic curve P-384', bits: false },
  { value: 'EdDSA', label: 'EdDSA', description: 'Ed25519; where the server lists it', bits: false },
] as const;
type Algorithm = (typeof algorithms)[number]['value'];

function GenerateForm() {
  const [name, setName] = useState('');
  const [alg, setAlg] = useState<Algorithm>('RS256');
  const [bits, setBits] = useState('2048');
  const [problem, setProblem] = useState<string>();
  const [isRunning, setRunning] = useState(false);
  const generate = useStore((state) => state.keys.generate);
  const takesBits = algorithms.find((entry) => entry.value === alg)?.bits === true;
  const submit = async () => {
    setRunning(true);
    try {
      await generate({
        name: name.trim() || `${alg} key`,
        alg,
        ...(takesBits && { modulusBits: Number(bits) }),
      });
    } catch (error) {
      setProblem(describeRefusal(error));
      setRunning(false);
    }
  };
  return (
    <form
      className={styles['flow']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem !== undefined && <Notice tone="danger">{problem}</Notice>}
      <TextField label="Name" value={name} onChange={setName} placeholder="Service app of acme" autoFocus />
      <Select<Algorithm>
        label="Algorithm"
        value={alg}
        onChange={setAlg}
        options={algorithms.map(({ value, label, description }) => ({ value, label, description }))}
      />
      {takesBits && (
        <RadioGroup
          label="Key length"
          orientation="horizontal"
          value={bits}
          onChange={setBits}
          options={['2048', '3072', '4096'].map((value) => ({ value, label: `${value} bits` }))}
        />
      )}
      <p className={styles['muted']}>
        The private part is made here, kept encrypted, and does not leave this machine.
      </p>
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" loading={isRunning}>
          Generate
        </Button>
      </div>
    </form>
  );
}

function ImportForm() {
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [choices, setChoices] = useState<KeyChoice[]>([]);
  const [pick, setPick] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const importKey = useStore((state) => state.keys.importKey);
  const isEncrypted = /ENCRYPTED/.test(text);
  const submit = async () => {
    setProblem(undefined);
    try {
      const answer = await importKey({
        text,
        ...(name.trim() !== '' && { name: name.trim() }),
        ...(passphrase !== '' && { passphrase }),
        ...(pick !== undefined && { pick: Number(pick) }),
      });
      setChoices(answer.choices);
    } catch (error) {
      setProblem(describeRefusal(error));
    }
  };
  return (
    <form
      className={styles['flow']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem !== undefined && (
        <Notice tone="danger" title="This key cannot be used" announces>
          {problem}
        </Notice>
      )}
      <TextArea
        label="Private key"
        mono
        rows={8}
        value={text}
        onChange={setText}
        autoFocus
        placeholder={'{ "kty": "RSA", "d": …  or  -----BEGIN PRIVATE KEY-----'}
        hint="JWK, JWKS, or PEM (PKCS#8, PKCS#1, SEC1). It is kept encrypted on this machine."
      />
      <TextField label="Name" value={name} onChange={setName} />
      {isEncrypted && <SecretField label="Passphrase" value={passphrase} onChange={setPassphrase} />}
      {choices.length > 0 && (
        <Select
          label="Which key of the set?"
          value={pick}
          onChange={setPick}
          placeholder="Choose one"
          options={choices.map(({ index, kid, kty }) => ({
            value: String(index),
            label: kid ?? `${kty} key ${index + 1}`,
          }))}
        />
      )}
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" disabled={text.trim() === ''}>
          Keep this key
        </Button>
      </div>
    </form>
  );
}

/** The box for a new private key: generated here, or pasted. */
export function KeyDialog() {
  const dialog = useStore((state) => state.keys.dialog);
  const setDialog = useStore((state) => state.keys.setDialog);
  return (
    <Dialog
      open={dialog !== 'closed'}
      onOpenChange={(open) => {
        if (!open) setDialog('closed');
      }}
      title={dialog === 'generate' ? 'Generate a key' : 'Paste a key'}
    >
      {dialog === 'generate' ? <GenerateForm /> : <ImportForm />}
    </Dialog>
  );
}
