import { ChevronRight, CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { GuideStep } from '../../../core/guide/guide-step.ts';
import { Spinner } from '../../ui/spinner.tsx';
import styles from './guide.module.css';

const words = { done: 'done', todo: 'to do', failed: 'failed', checking: 'checking' } as const;
const icons = {
  done: <CircleCheck />,
  todo: <CircleDashed />,
  failed: <CircleAlert />,
  checking: <Spinner />,
};

export interface GuideStepRowProps {
  step: GuideStep;
  title: string;
  isOpen: boolean;
  onToggle(): void;
  /** What the step is about, and the button that does it. */
  children: ReactNode;
}

/** One step: where it stands, what was found, and on opening what to do. */
export function GuideStepRow({ step, title, isOpen, onToggle, children }: GuideStepRowProps) {
  const bodyId = useId();
  return (
    <li className={styles['step']} data-state={step.state} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles['head']}
        aria-expanded={isOpen}
        aria-controls={isOpen ? bodyId : undefined}
        onClick={onToggle}
      >
        <span className={styles['icon']} aria-hidden="true">
          {icons[step.state]}
        </span>
        <span className="visually-hidden">{words[step.state]}:</span>
        <span className={styles['texts']}>
          <span className={styles['title']}>{title}</span>
          {step.detail === '' ? null : <span className={styles['detail']}>{step.detail}</span>}
        </span>
        <ChevronRight className={styles['chevron']} aria-hidden="true" />
      </button>
      {isOpen ? (
        <div id={bodyId} className={styles['body']}>
          {children}
        </div>
      ) : null}
    </li>
  );
}
