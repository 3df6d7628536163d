import { countOf } from '../../../core/count-of.ts';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { AssertionFinding, AssertionTexts } from '../../../core/jwt/assertion-finding.ts';
import { Button } from '../../ui/button.tsx';
import styles from './assertion.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };
const words = { error: 'Error', warning: 'Warning', info: 'Hint' };

function summary(findings: readonly AssertionFinding[]): string {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  if (errors > 0) return `${countOf(errors, 'error')} to fix before signing`;
  return findings.length === 0 ? 'Header and claims are as the server wants them.' : 'Nothing stops signing.';
}

/** What the checks say, one line each, with the button that mends it. */
export function AssertionFindings({
  findings,
  onFix,
}: {
  findings: readonly AssertionFinding[];
  onFix(texts: AssertionTexts): void;
}) {
  const hasErrors = findings.some((finding) => finding.severity === 'error');
  return (
    <section className={styles['findings']} aria-label="Checks">
      <p className={styles['summary']} data-severity={hasErrors ? 'error' : 'good'} role="status">
        {!hasErrors && <CircleCheck className={styles['icon']} aria-hidden="true" />}
        {summary(findings)}
      </p>
      {findings.length > 0 && (
        <ul className={styles['list']}>
          {findings.map(({ code, member, severity, message, fix }) => {
            const Icon = icons[severity];
            return (
              <li key={`${code} ${member ?? ''}`} className={styles['finding']} data-severity={severity}>
                <Icon className={styles['icon']} aria-hidden="true" />
                <span className={styles['message']}>
                  <span className="visually-hidden">{words[severity]}: </span>
                  {message}
                </span>
                {fix !== undefined && (
                  <Button
                    size="sm"
                    onClick={() => onFix({ headerText: fix.headerText, claimsText: fix.claimsText })}
                  >
                    {fix.label}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
