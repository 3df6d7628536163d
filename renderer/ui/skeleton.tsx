import styles from './skeleton.module.css';

export type SkeletonProps = {
  /** What is loading, for assistive technology. */
  label?: string;
  lines?: number;
};

const widths = ['72%', '88%', '54%', '80%', '63%'];

/** Grey lines in the place of text that is on its way. */
export function Skeleton({ label = 'Loading', lines = 3 }: SkeletonProps) {
  return (
    <div className={styles['skeleton']} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={styles['line']} style={{ width: widths[index % widths.length] }} />
      ))}
    </div>
  );
}
