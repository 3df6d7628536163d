import { useEffect, useRef, useState } from 'react';
import { Plus, Trash2 } from 'lucide-react';
import type { TlsException } from '../../../core/http/tls-exception.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ClientCertificateForm } from './client-certificate-form.tsx';
import { formatMoment } from './format-moment.ts';
import { SettingsGroup } from './settings-group.tsx';
import type { SettingsPartProps } from './settings-panel.tsx';
import styles from './certificates.module.css';

/** Whom to trust besides the authorities of the system, and what to show to whom. */
export function CertificateSettings({ settings }: SettingsPartProps) {
  const load = useStore((state) => state.settings.loadCertificates);
  useEffect(() => void load(), [load]);
  return (
    <>
      <Exceptions exceptions={settings.tls.exceptions} />
      <Authorities />
      <Clients />
    </>
  );
}

function Exceptions({ exceptions }: { exceptions: readonly TlsException[] }) {
  const remove = useStore((state) => state.settings.removeException);
  const [now] = useState(() => Date.now());
  return (
    <SettingsGroup
      title="Exceptions"
      text="Certificates you trusted although they do not verify: each for one server, until its time is over."
    >
      {exceptions.length === 0 ? (
        <p className={styles['none']}>
          None. Where a certificate is refused, Postern offers to trust it for a while.
        </p>
      ) : (
        <ul className={styles['list']} aria-label="Exceptions">
          {exceptions.map((one) => {
            const place = `${one.host}:${one.port}`;
            const isOver = one.untilEpochMs <= now;
            return (
              <li key={place}>
                <span className={styles['texts']}>
                  <b>{place}</b>
                  <span data-over={isOver || undefined}>
                    {isOver ? 'ended' : 'until'} {formatMoment(one.untilEpochMs)} <code>{one.reason}</code>
                  </span>
                  <code className={styles['print']}>{one.fingerprint256}</code>
                </span>
                <IconButton
                  size="sm"
                  label={`Remove the exception for ${place}`}
                  icon={<Trash2 />}
                  onClick={() => void remove(one)}
                />
              </li>
            );
          })}
        </ul>
      )}
    </SettingsGroup>
  );
}

function Authorities() {
  const authorities = useStore((state) => state.settings.certificates?.authorities);
  const { addAuthority, removeCertificate } = useStore((state) => state.settings);
  const input = useRef<HTMLInputElement>(null);
  return (
    <SettingsGroup
      title="Certificate authorities"
      text="Trusted besides the usual ones, for every request, token call and import. A PEM or DER file."
    >
      <ul className={styles['list']} aria-label="Certificate authorities">
        {authorities?.map((one) => (
          <li key={one.id}>
            <span className={styles['texts']}>
              <b>{one.subject}</b>
              <span>
                {one.name}
                {one.count > 1 ? `, ${one.count} certificates` : ''}, valid until{' '}
                {formatMoment(one.validToEpochSec * 1_000)}
              </span>
              <code className={styles['print']}>{one.fingerprint256}</code>
            </span>
            <IconButton
              size="sm"
              label={`Remove ${one.subject}`}
              icon={<Trash2 />}
              onClick={() => void removeCertificate(one.id, one.subject)}
            />
          </li>
        ))}
      </ul>
      <Button icon={<Plus />} onClick={() => input.current?.click()}>
        Add authority
      </Button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        accept=".pem,.crt,.cer,.der"
        tabIndex={-1}
        aria-label="File of the certificate authority"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void addAuthority(file);
          event.target.value = '';
        }}
      />
    </SettingsGroup>
  );
}

function Clients() {
  const clients = useStore((state) => state.settings.certificates?.clients);
  const remove = useStore((state) => state.settings.removeCertificate);
  return (
    <SettingsGroup
      title="Client certificates"
      text="Shown to one server each, and to no other. The key and its passphrase are kept encrypted and never come back to this window."
    >
      <ul className={styles['list']} aria-label="Client certificates">
        {clients?.map((one) => {
          const place = `${one.host}:${one.port}`;
          return (
            <li key={one.id}>
              <span className={styles['texts']}>
                <b>{place}</b>
                <span>
                  {one.subject}, {one.form === 'pem' ? 'PEM' : 'PKCS#12'}, valid until{' '}
                  {formatMoment(one.validToEpochSec * 1_000)}
                </span>
              </span>
              <IconButton
                size="sm"
                label={`Remove the client certificate for ${place}`}
                icon={<Trash2 />}
                onClick={() => void remove(one.id, place)}
              />
            </li>
          );
        })}
      </ul>
      <ClientCertificateForm />
    </SettingsGroup>
  );
}
