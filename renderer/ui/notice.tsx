import type { ReactNode } from 'react';
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './notice.module.css';

export type NoticeTone = 'info' | 'warning' | 'danger' | 'success';

export type NoticeAction = { label: string; onSelect: () => void; loading?: boolean };

export type NoticeProps = {
  tone: NoticeTone;
  title?: string;
  children?: ReactNode;
  actions?: readonly NoticeAction[];
  onDismiss?: () => void;
  /** `banner` runs edge to edge under a bar; `inline` stands in a form or pane. */
  variant?: 'inline' | 'banner';
  /** Announced when it appears; for notices that come as an answer to an action. */
  announces?: boolean;
};

const icons = { info: Info, warning: TriangleAlert, danger: CircleAlert, success: CircleCheck };

/** What happened, why, and the next step. */
export function Notice(props: NoticeProps) {
  const { tone, title, children, actions = [], onDismiss, variant = 'inline', announces = false } = props;
  const Icon = icons[tone];
  const role = announces ? (tone === 'danger' || tone === 'warning' ? 'alert' : 'status') : 'note';
  return (
    <div className={styles['notice']} data-tone={tone} data-variant={variant} role={role}>
      <Icon className={styles['icon']} aria-hidden="true" />
      <div className={styles['content']}>
        <div className={styles['texts']}>
          {title === undefined ? null : <p className={styles['title']}>{title}</p>}
          {children === undefined ? null : <div className={styles['message']}>{children}</div>}
        </div>
        {actions.length === 0 ? null : (
          <div className={styles['actions']}>
            {actions.map((action) => (
              <Button key={action.label} size="sm" loading={action.loading} onClick={action.onSelect}>
                {action.label}
              </Button>
            ))}
          </div>
        )}
      </div>
      {onDismiss === undefined ? null : (
        <IconButton size="sm" label="Dismiss" icon={<X />} onClick={onDismiss} />
      )}
    </div>
  );
}
