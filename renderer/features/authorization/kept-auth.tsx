import type { Auth } from '../../../core/auth/auth.ts';
import { isCredentialHeader } from '../../../core/http/sensitive-headers.ts';
import { Notice } from '../../ui/notice.tsx';
import { authTypeLabel } from './auth-types.ts';
import styles from './authorization.module.css';

const secretWords = /secret|password|token|key|assertion/i;

function shown(key: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isLiteral = text !== '' && !text.includes('{{');
  return isLiteral && (secretWords.test(key) || isCredentialHeader(key)) ? '••••••' : text;
}

/** An authorization that this version keeps and does not send: its parameters as they came, to be read. */
export function KeptAuth({ auth }: { auth: Auth }) {
  return (
    <>
      <Notice tone="info" title={`${authTypeLabel(auth.type)} is kept, and not sent`}>
        Its settings stay in the file as they came. A request that uses it is refused rather than sent without
        authorization: choose another type to send it.
      </Notice>
      {auth.credentials.length === 0 ? null : (
        <dl className={styles['kept']}>
          {auth.credentials.map(({ key, value }) => (
            <div key={key} className={styles['keptRow']}>
              <dt>{key}</dt>
              <dd>{shown(key, value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
