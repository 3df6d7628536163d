import { useState } from 'react';
import type { KeySummary } from '../../../core/jwt/key-summary.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './oauth.module.css';

/** Looks the key up among those an address lists: an app may publish its keys at an address of its own. */
export function KeyComparison({ entry }: { entry: KeySummary }) {
  const [url, setUrl] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [result, setResult] = useState<{ found: boolean; kids: string[] }>();
  const compare = useStore((state) => state.keys.compare);
  const run = async () => {
    setRunning(true);
    setResult(await compare(entry.id, url.trim()));
    setRunning(false);
  };
  return (
    <section className={styles['section']} aria-label="Compare with the server">
      <form
        className={styles['compare']}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <TextField
          label="JWKS address of the app or org"
          mono
          type="url"
          placeholder="https://example.com/keys.json"
          value={url}
          onChange={setUrl}
          hint="Keys saved in Okta itself are only shown to administrators: the checklist compares those."
        />
        <Button type="submit" loading={isRunning} disabled={url.trim() === ''}>
          Compare
        </Button>
      </form>
      {result !== undefined && (
        <Notice
          tone={result.found ? 'success' : 'warning'}
          title={result.found ? 'The address lists this key' : 'The address does not list this key'}
          announces
        >
          {result.kids.length === 0 ? 'It lists no kid.' : `Its kids: ${result.kids.join(', ')}.`}
        </Notice>
      )}
    </section>
  );
}
