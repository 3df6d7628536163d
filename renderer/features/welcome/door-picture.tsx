import { useId } from 'react';
import type { LucideIcon } from 'lucide-react';
import styles from './door-picture.module.css';

/** A gate in a wall, a little open; it opens further under the pointer. Decoration only. */
export function DoorPicture({ icon: Icon }: { icon: LucideIcon }) {
  const patternId = useId();
  return (
    <div className={styles['picture']} aria-hidden="true">
      <svg className={styles['wall']}>
        <pattern id={patternId} width="64" height="48" x="50%" patternUnits="userSpaceOnUse">
          <path className={styles['joints']} d="M0 .5h64M0 24.5h64M.5 0v24M32.5 24v24" />
        </pattern>
        <rect width="100%" height="100%" fill={`url(#${patternId})`} />
      </svg>
      <svg className={styles['gate']} viewBox="0 0 76 80" fill="none">
        <path className={styles['arch']} d="M2.5 81V38a35.5 35.5 0 0 1 71 0v43Z" />
        <path className={styles['light']} d="M10.5 81V38a27.5 27.5 0 0 1 55 0v43Z" />
      </svg>
      <Icon className={styles['icon']} />
      <svg className={styles['gate']} viewBox="0 0 76 80" fill="none">
        <g className={styles['leaf']}>
          <path className={styles['wood']} d="M10 81V38a28 28 0 0 1 28-28v71Z" />
          <path className={styles['plank']} d="M24 13.5V81" />
          <circle className={styles['knob']} cx="33" cy="51" r="1.75" />
        </g>
      </svg>
    </div>
  );
}
