import type { LucideIcon } from 'lucide-react';
import styles from './door-picture.module.css';

/** Courses of stone: for each line its height and where its joints are. */
const courses = [
  { y: 0, joints: [44, 104, 166, 226, 288] },
  { y: 24, joints: [14, 74, 136, 196, 258] },
  { y: 48, joints: [44, 104, 216, 276] },
  { y: 72, joints: [14, 74, 246, 306] },
];

/** A gate in a wall, a little open; it opens further under the pointer. Decoration only. */
export function DoorPicture({ icon: Icon }: { icon: LucideIcon }) {
  return (
    <div className={styles['picture']} aria-hidden="true">
      <svg viewBox="0 0 320 96" preserveAspectRatio="xMidYMax slice" className={styles['wall']} fill="none">
        {courses.map(({ y, joints }) => (
          <g key={y} className={styles['stones']}>
            <path d={`M0 ${y}.5H320`} />
            {joints.map((x) => (
              <path key={x} d={`M${x}.5 ${y}v24`} />
            ))}
          </g>
        ))}
        <path className={styles['arch']} d="M124 97V54a36 36 0 0 1 72 0v43Z" />
        <path className={styles['light']} d="M132 97V54a28 28 0 0 1 56 0v43Z" />
      </svg>
      <Icon className={styles['icon']} />
      <svg
        viewBox="0 0 320 96"
        preserveAspectRatio="xMidYMax slice"
        className={styles['leafLayer']}
        fill="none"
      >
        <g className={styles['leaf']}>
          <path className={styles['wood']} d="M132 97V54a28 28 0 0 1 28-28v71Z" />
          <path className={styles['plank']} d="M146 29v68" />
          <circle className={styles['knob']} cx="155" cy="68" r="1.75" />
        </g>
      </svg>
    </div>
  );
}
