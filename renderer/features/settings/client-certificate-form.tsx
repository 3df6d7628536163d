import { useRef, useState } from 'react';
import { Plus } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { numberProblem } from './number-setting.tsx';
import styles from './certificates.module.css';

/** Adds a client certificate: where it is shown, its files, and the passphrase of its key. */
export function ClientCertificateForm() {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <Button icon={<Plus />} onClick={() => setOpen(true)}>
        Add client certificate
      </Button>
    );
  }
  return <OpenForm onClose={() => setOpen(false)} />;
}

function OpenForm({ onClose }: { onClose: () => void }) {
  const addClient = useStore((state) => state.settings.addClient);
  const [host, setHost] = useState('');
  const [port, setPort] = useState('443');
  const [certificate, setCertificate] = useState<File>();
  const [key, setKey] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const portProblem = numberProblem(port, { min: 1, max: 65_535 });
  const hostProblem = /[\s/@?#]|:\/\//.test(host)
    ? 'Give the host alone, such as api.example.com.'
    : undefined;
  const isWhole = host.trim() !== '' && certificate !== undefined;

  const keep = async () => {
    if (!isWhole || portProblem !== undefined || hostProblem !== undefined) return;
    setBusy(true);
    const wrong = await addClient({ host, port: Number(port), certificate, key, passphrase });
    setBusy(false);
    setProblem(wrong);
    if (wrong === undefined) onClose();
  };

  return (
    <form
      className={styles['form']}
      aria-label="Client certificate"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <div className={styles['place']}>
        <TextField
          label="Host"
          mono
          placeholder="api.example.com"
          value={host}
          error={hostProblem}
          onChange={setHost}
        />
        <TextField label="Port" inputMode="numeric" value={port} error={portProblem} onChange={setPort} />
      </div>
      <FileChoice
        label="Certificate"
        hint="PEM, with or without its key, or PKCS#12 (.p12, .pfx)."
        accept=".pem,.crt,.cer,.p12,.pfx"
        file={certificate}
        onChange={setCertificate}
      />
      <FileChoice
        label="Private key"
        hint="Only where it is a file of its own."
        accept=".pem,.key"
        file={key}
        onChange={setKey}
      />
      <SecretField
        label="Passphrase"
        hint="Where the key or the PKCS#12 file has one."
        value={passphrase}
        onChange={setPassphrase}
      />
      {problem === undefined ? null : (
        <Notice tone="danger" title="The certificate was not kept" announces>
          {problem}
        </Notice>
      )}
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" loading={isBusy} disabled={!isWhole}>
          Add
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}

type FileChoiceProps = {
  label: string;
  hint: string;
  accept: string;
  file: File | undefined;
  onChange: (file: File | undefined) => void;
};

function FileChoice({ label, hint, accept, file, onChange }: FileChoiceProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles['file']}>
      <span>{label}</span>
      <span className={styles['chosen']}>
        <Button
          size="sm"
          onClick={() => input.current?.click()}
          aria-label={`Choose the file of the ${label.toLowerCase()}`}
        >
          Choose file
        </Button>
        <code>{file?.name ?? 'no file'}</code>
      </span>
      <span className={styles['hint']}>{hint}</span>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-label={`File of the ${label.toLowerCase()}`}
        onChange={(event) => onChange(event.target.files?.[0])}
      />
    </div>
  );
}
