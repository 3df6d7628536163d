import { useState } from 'react';
import { toErrorData } from '../../../core/errors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CookieRefusal } from './cookie-refusal.tsx';
import styles from './cookies.module.css';

/** A `Set-Cookie` line to be taken into the jar. */
export function CookieImport() {
  const { importLine, show } = useStore((state) => state.cookies);
  const [line, setLine] = useState('');
  const [host, setHost] = useState('');
  const [refusal, setRefusal] = useState<{ code: string; message: string }>();
  const submit = async () => {
    try {
      await importLine(line, host);
    } catch (error) {
      setRefusal(toErrorData(error));
    }
  };
  return (
    // Escape leaves it as long as nothing would be lost.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles['form']}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && line === '' && host === '') show({ kind: 'list' });
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <CookieRefusal refusal={refusal} />
      <TextField
        label="Set-Cookie line"
        mono
        autoFocus
        placeholder="sid=1; Domain=example.com; Path=/; Secure; HttpOnly"
        autoComplete="off"
        spellCheck={false}
        value={line}
        onChange={setLine}
      />
      <TextField
        label="Host"
        mono
        placeholder="example.com"
        hint="Where the line came from. It may be empty where the line names a Domain."
        value={host}
        onChange={setHost}
      />
      <div className={styles['buttons']}>
        <Button onClick={() => show({ kind: 'list' })}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={line.trim() === ''}>
          Import
        </Button>
      </div>
    </form>
  );
}
