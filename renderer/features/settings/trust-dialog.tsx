import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { CertificateFactsList } from './certificate-facts-list.tsx';
import { formatMoment } from './format-moment.ts';
import type { TrustQuestion } from './settings-slice.ts';
import styles from './certificates.module.css';

const hour = 60 * 60 * 1000;
const choices = [
  { value: '1', label: 'An hour' },
  { value: '24', label: 'A day' },
  { value: '168', label: 'A week' },
  { value: '720', label: '30 days' },
] as const;
type Hours = (typeof choices)[number]['value'];

/** Asks whether, and for how long, to accept one certificate that does not verify. */
export function TrustDialog() {
  const question = useStore((state) => state.settings.trusting);
  return question === undefined ? null : <TrustForm question={question} />;
}

function TrustForm({ question }: { question: TrustQuestion }) {
  const { askTrust, trust } = useStore((state) => state.settings);
  const [hours, setHours] = useState<Hours>('24');
  const [openedAt] = useState(() => Date.now());
  const { certificate, tabKey, reason } = question;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) askTrust(undefined);
      }}
      title="Trust this certificate?"
      description={`Only this certificate, only at ${certificate.host}:${certificate.port}. Whoever made it can read and change what you send there, tokens included.`}
      footerStart={reason === '' ? undefined : <code className={styles['reason']}>{reason}</code>}
      footer={
        <>
          <Button onClick={() => askTrust(undefined)}>Cancel</Button>
          <Button variant="primary" onClick={() => void trust(Number(hours) * hour)}>
            {tabKey === undefined ? 'Trust' : 'Trust and send again'}
          </Button>
        </>
      }
    >
      <div className={styles['question']}>
        <CertificateFactsList facts={certificate} />
        <RadioGroup
          label="For how long"
          value={hours}
          onChange={setHours}
          options={choices.map(({ value, label }) => ({
            value,
            label: `${label}, until ${formatMoment(openedAt + Number(value) * hour)}`,
          }))}
        />
      </div>
    </Dialog>
  );
}
