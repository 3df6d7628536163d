import { useEffect, useRef, useState } from 'react';
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import styles from './toast-region.module.css';

/** A short message over the corner of the window; the shape features pass to `notify`. */
export type ToastItem = {
  id: string;
  tone: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  message?: string;
  /** Such as Undo; using it dismisses the toast. */
  action?: { label: string; onSelect: () => void };
  /** Default 6 s; `Infinity` stays until dismissed. Danger stays by default. */
  durationMs?: number;
};

export type ToastRegionProps = {
  items: readonly ToastItem[];
  onDismiss: (id: string) => void;
};

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };
const defaultDurationMs = 6000;

type ToastProps = { item: ToastItem; isPaused: boolean; onDismiss: (id: string) => void };

function Toast({ item, isPaused, onDismiss }: ToastProps) {
  const durationMs = item.durationMs ?? (item.tone === 'danger' ? Infinity : defaultDurationMs);
  const dismiss = useRef(onDismiss);
  useEffect(() => {
    dismiss.current = onDismiss;
  });
  useEffect(() => {
    if (isPaused || !Number.isFinite(durationMs)) return undefined;
    const timer = setTimeout(() => dismiss.current(item.id), durationMs);
    return () => clearTimeout(timer);
  }, [isPaused, durationMs, item.id]);
  const Icon = icons[item.tone];
  const { action } = item;
  return (
    <li>
      <div
        className={styles['toast']}
        data-tone={item.tone}
        role={item.tone === 'danger' ? 'alert' : undefined}
      >
        <Icon className={styles['icon']} aria-hidden="true" />
        <div className={styles['texts']}>
          <p className={styles['title']}>{item.title}</p>
          {item.message === undefined ? null : <p className={styles['message']}>{item.message}</p>}
        </div>
        {action === undefined ? null : (
          <Button
            size="sm"
            onClick={() => {
              action.onSelect();
              onDismiss(item.id);
            }}
          >
            {action.label}
          </Button>
        )}
        <IconButton
          size="sm"
          label="Dismiss"
          icon={<X />}
          tooltipSide="left"
          onClick={() => onDismiss(item.id)}
        />
      </div>
    </li>
  );
}

/** The corner where toasts stand; announced politely, and they wait while the pointer or focus is on them. */
export function ToastRegion({ items, onDismiss }: ToastRegionProps) {
  const [isHovered, setHovered] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  // A toast that goes away under the pointer fires no leave event.
  if (items.length === 0 && (isHovered || hasFocus)) {
    setHovered(false);
    setFocus(false);
  }
  return (
    <section
      className={styles['region']}
      aria-label="Notifications"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
    >
      <ol className={styles['list']} aria-live="polite" aria-relevant="additions text">
        {items.map((item) => (
          <Toast key={item.id} item={item} isPaused={isHovered || hasFocus} onDismiss={onDismiss} />
        ))}
      </ol>
    </section>
  );
}
