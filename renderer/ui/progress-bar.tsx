import { Button } from './button.tsx';
import styles from './progress-bar.module.css';

export type ProgressBarProps = {
  label: string;
  hideLabel?: boolean;
  /** From 0 to 1; `undefined` while the length is unknown. */
  value?: number;
  /** Such as "1,204 of 10,000 requests". */
  detail?: string;
  onCancel?: () => void;
};

/** How far long work has come, with a way to stop it. */
export function ProgressBar({ label, hideLabel = false, value, detail, onCancel }: ProgressBarProps) {
  const percent = value === undefined ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div className={styles['progress']}>
      {hideLabel ? null : (
        <div className={styles['line']}>
          <span className={styles['label']}>{label}</span>
          <span className={styles['detail']}>{detail ?? (percent === undefined ? '' : `${percent} %`)}</span>
          {onCancel === undefined ? null : (
            <Button size="sm" variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </div>
      )}
      <div
        className={styles['track']}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={detail}
      >
        <div
          className={styles['fill']}
          data-unknown={percent === undefined || undefined}
          style={percent === undefined ? undefined : { transform: `scaleX(${percent / 100})` }}
        />
      </div>
    </div>
  );
}
