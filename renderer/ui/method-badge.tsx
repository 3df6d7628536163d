import styles from './method-badge.module.css';

export type MethodBadgeProps = {
  /** Any HTTP method token. */
  method: string;
  /** Shortens long methods and keeps a fixed width, for lists and tabs. */
  compact?: boolean;
};

const tones: Readonly<Record<string, string>> = {
  GET: 'get',
  POST: 'post',
  PUT: 'put',
  PATCH: 'patch',
  DELETE: 'delete',
};

const shortNames: Readonly<Record<string, string>> = {
  DELETE: 'DEL',
  OPTIONS: 'OPT',
  CONNECT: 'CONN',
  TRACE: 'TRC',
};

/** An HTTP method in its colour. */
export function MethodBadge({ method, compact = false }: MethodBadgeProps) {
  const short = compact ? (shortNames[method] ?? method.slice(0, 5)) : method;
  return (
    <span
      className={styles['method']}
      data-method={tones[method] ?? 'other'}
      data-compact={compact || undefined}
      data-short={short === method ? undefined : short}
    >
      {short === method ? method : <span className="visually-hidden">{method}</span>}
    </span>
  );
}
