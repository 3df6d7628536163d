export type LogoProps = {
  /** Edge length in px. */
  size?: number;
  /** Gives it a name; without one it is decoration. */
  label?: string;
};

/** Postern's mark: a small door, ajar, in a castle wall. */
export function Logo({ size = 20, label }: LogoProps) {
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" fill="none" {...naming}>
      <path
        fill="var(--accent-fill)"
        fillRule="evenodd"
        d="M2 18V3a1 1 0 0 1 1-1h2.5a1 1 0 0 1 1 1v2h2V3a1 1 0 0 1 1-1h1a1 1 0 0 1 1 1v2h2V3a1 1 0 0 1 1-1H17a1 1 0 0 1 1 1v15h-4v-5a4 4 0 0 0-8 0v5H2Z"
      />
      <path fill="var(--accent-line)" d="M7.25 18v-5A2.75 2.75 0 0 1 10 10.25v6.5L7.25 18Z" />
    </svg>
  );
}
