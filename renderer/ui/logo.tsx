export type LogoProps = {
  /** Edge length in px. */
  size?: number;
  /** Gives it a name; without one it is decoration. */
  label?: string;
};

/** Postern's mark: a small gate, ajar, in a wall. */
export function Logo({ size = 20, label }: LogoProps) {
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" {...naming}>
      <path
        d="M4 28V9.5c0-.8.7-1.5 1.5-1.5H8V5.5C8 4.7 8.7 4 9.5 4h2c.8 0 1.5.7 1.5 1.5V8h6V5.5c0-.8.7-1.5 1.5-1.5h2c.8 0 1.5.7 1.5 1.5V8h2.5c.8 0 1.5.7 1.5 1.5V28h-5.5V19a6.5 6.5 0 0 0-13 0v9H4Z"
        fill="var(--accent-fill)"
      />
      <path d="M12.5 28v-9a3.5 3.5 0 0 1 3.5-3.5V28h-3.5Z" fill="var(--accent-line)" />
    </svg>
  );
}
