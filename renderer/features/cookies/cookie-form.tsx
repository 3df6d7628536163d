import { useState } from 'react';
import { readExpiry } from '../../../core/cookies/cookie-expiry.ts';
import type { JarCookie } from '../../../core/cookies/jar-cookie.ts';
import { toErrorData } from '../../../core/errors.ts';
import { sameValue } from '../../../core/same-value.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CookieRefusal } from './cookie-refusal.tsx';
import styles from './cookies.module.css';

const sameSites: { value: NonNullable<JarCookie['sameSite']> | 'unset'; label: string }[] = [
  { value: 'unset', label: 'Not given' },
  { value: 'strict', label: 'Strict' },
  { value: 'lax', label: 'Lax' },
  { value: 'none', label: 'None' },
];

/** Gives a moment as it can be typed again, in local time. */
function typedExpiry(epochSec: number | undefined): string {
  if (epochSec === undefined) return '';
  const date = new Date(epochSec * 1_000);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

const localEpochMs = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

const newCookie: JarCookie = {
  domain: '',
  path: '/',
  name: '',
  hostOnly: true,
  secure: false,
  httpOnly: false,
};

/** A cookie to be added or edited. */
export function CookieForm({ previous }: { previous: JarCookie | undefined }) {
  const { save, show, readValue } = useStore((state) => state.cookies);
  const [cookie, setCookie] = useState<JarCookie>(previous ?? newCookie);
  const [value, setValue] = useState('');
  const [expires, setExpires] = useState(typedExpiry(previous?.expiresAtEpochSec));
  const [refusal, setRefusal] = useState<{ code: string; message: string }>();
  const [isSaving, setSaving] = useState(false);
  const change = (part: Partial<JarCookie>) => setCookie((before) => ({ ...before, ...part }));
  const expiry = readExpiry(expires, localEpochMs);
  const problem = 'problem' in expiry ? expiry.problem : undefined;
  const isComplete = cookie.name.trim() !== '' && cookie.domain.trim() !== '' && problem === undefined;

  const isUntouched =
    value === '' &&
    expires === typedExpiry(previous?.expiresAtEpochSec) &&
    sameValue(cookie, previous ?? newCookie);

  const submit = async () => {
    if (!isComplete || 'problem' in expiry) return;
    const { expiresAtEpochSec: _before, ...rest } = cookie;
    setSaving(true);
    setRefusal(undefined);
    try {
      await save({
        cookie: { ...rest, ...(expiry.epochSec === undefined ? {} : { expiresAtEpochSec: expiry.epochSec }) },
        ...(value === '' && previous !== undefined ? {} : { value }),
        ...(previous === undefined
          ? {}
          : { previous: { domain: previous.domain, path: previous.path, name: previous.name } }),
      });
    } catch (error) {
      setSaving(false);
      setRefusal(toErrorData(error));
    }
  };
  return (
    // Escape leaves it as long as nothing would be lost.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles['form']}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && isUntouched) show({ kind: 'list' });
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <CookieRefusal refusal={refusal} />
      <div className={styles['fields']}>
        <TextField label="Name" mono autoFocus value={cookie.name} onChange={(name) => change({ name })} />
        <SecretField
          label="Value"
          value={value}
          onChange={setValue}
          isStored={previous !== undefined}
          {...(previous === undefined ? {} : { onReveal: () => readValue(previous) })}
        />
        <TextField
          label="Domain"
          mono
          placeholder="example.com"
          value={cookie.domain}
          onChange={(domain) => change({ domain })}
        />
        <TextField label="Path" mono value={cookie.path} onChange={(path) => change({ path })} />
        <TextField
          label="Expires"
          mono
          placeholder="Never"
          hint="Local time, such as 2027-01-31 23:59. Empty: it stays until it is deleted."
          error={problem}
          value={expires}
          onChange={setExpires}
        />
        <Select
          label="SameSite"
          value={cookie.sameSite ?? 'unset'}
          onChange={(sameSite) => {
            const { sameSite: _before, ...rest } = cookie;
            setCookie(sameSite === 'unset' ? rest : { ...rest, sameSite });
          }}
          options={sameSites}
        />
      </div>
      <div className={styles['checks']}>
        <Checkbox
          label="Also for the hosts below the domain"
          checked={!cookie.hostOnly}
          onChange={(isWide) => change({ hostOnly: !isWide })}
        />
        <Checkbox
          label="Secure: over https only"
          checked={cookie.secure}
          onChange={(secure) => change({ secure })}
        />
        <Checkbox
          label="HttpOnly: out of reach of scripts"
          checked={cookie.httpOnly}
          onChange={(httpOnly) => change({ httpOnly })}
        />
      </div>
      <div className={styles['buttons']}>
        <Button onClick={() => show({ kind: 'list' })}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={!isComplete} loading={isSaving}>
          Save
        </Button>
      </div>
    </form>
  );
}
