import { Button } from '../ui/button.tsx';
import type { VariableSupport } from '../ui/variable-support.ts';
import styles from './gallery.module.css';

const values: Readonly<Record<string, string>> = {
  url: 'https://dev-1234.okta.com',
  userId: '00u1ab2cd3ef',
  apiToken: '••••••••',
  limit: '25',
};

/** Variables to show the fields with. */
export const sampleVariables: VariableSupport = {
  statusOf: (name) =>
    name.startsWith('$') ? 'generated' : Object.hasOwn(values, name) ? 'resolved' : 'unresolved',
  suggestions: () => [
    ...Object.entries(values).map(([value, detail]) => ({ value, detail })),
    { value: '$guid', detail: 'a random UUID' },
  ],
  renderCard: (name, close) => (
    <div>
      <p className={styles['cardTitle']}>{name}</p>
      <p className={styles['quiet']}>{values[name] ?? 'No scope has this variable.'}</p>
      <Button size="sm" onClick={close}>
        Close
      </Button>
    </div>
  ),
};
