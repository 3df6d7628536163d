import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ScriptTest } from '../../../core/scripts/script-job.ts';
import type { ScriptReport } from '../../../core/scripts/script-report.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { phaseNames } from '../../../core/scripts/script-types.ts';
import styles from './scripts.module.css';

/** How many checks and tests there are, for the tab's title, as `passed/all`, and whether one failed. */
export function testMarks(
  checks: readonly ScriptTest[],
  report: ScriptReport | undefined,
): { count?: string; mark?: string; markTone?: 'danger' } {
  const tests = [...checks, ...(report?.tests ?? [])];
  if (tests.length === 0) return {};
  const passed = tests.filter((test) => test.passed).length;
  const count = `${passed}/${tests.length}`;
  return passed === tests.length ? { count } : { count, mark: 'failed', markTone: 'danger' };
}

const variableOutcomes = {
  done: '',
  noTarget: 'no environment is selected',
  failed: 'it could not be kept',
} as const;

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles['section']} aria-label={title}>
      <h2 className={styles['sectionTitle']}>{title}</h2>
      <ul className={styles['rows']}>{children}</ul>
    </section>
  );
}

function Tests({ title, tests }: { title: string; tests: readonly ScriptTest[] }) {
  return (
    <Section title={title}>
      {tests.map(({ name, passed, message }, index) => (
        <li key={`${index} ${name}`} className={styles['row']} data-passed={passed}>
          {passed ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
          <span className={styles['verdict']}>{passed ? 'Passed' : 'Failed'}</span>
          <span className={styles['text']}>
            {name}
            {message !== undefined && <span className={styles['reason']}>{message}</span>}
          </span>
        </li>
      ))}
    </Section>
  );
}

function Faults({ runs }: Pick<ScriptReport, 'runs'>) {
  return (
    <Section title="Scripts that failed">
      {runs.map(({ from, phase, error }, index) => (
        <li key={`${index} ${from.name}`} className={styles['row']} data-passed={false}>
          <X aria-hidden="true" />
          <span className={styles['verdict']}>{phaseNames[phase]}</span>
          <span className={styles['text']}>
            {from.kind} “{from.name}”
            <span className={styles['reason']}>
              {error?.name}: {error?.message}
            </span>
          </span>
        </li>
      ))}
    </Section>
  );
}

/** What checks found, and what the scripts around a request did: tests, variables, what they printed, what went wrong. */
export function TestResultsView({
  checks,
  report,
}: {
  checks: readonly ScriptTest[];
  report: ScriptReport | undefined;
}) {
  const { tests = [], runs = [], variables = [], lines = [] } = report ?? {};
  const faults = runs.filter(({ status }) => status === 'failed' || status === 'stopped');
  if (checks.length + tests.length + faults.length + variables.length + lines.length === 0) {
    return (
      <EmptyState compact title="No test results">
        {runs.length === 0
          ? 'Say what you expect of every answer under Checks, or write tests in a Post-response script.'
          : runs.some(({ status }) => status === 'notAllowed')
            ? 'The scripts around this request did not run.'
            : 'The scripts around this request tested nothing.'}
      </EmptyState>
    );
  }
  return (
    // A scrolling region must take the focus to be moved through by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['results']} role="region" aria-label="Test results" tabIndex={0}>
      {faults.length > 0 && <Faults runs={faults} />}
      {checks.length > 0 && <Tests title="Checks" tests={checks} />}
      {tests.length > 0 && <Tests title="Tests" tests={tests} />}
      {variables.length > 0 && (
        <Section title="Variables">
          {variables.map(({ scope, key, action, outcome }, index) => (
            <li key={`${index} ${key}`} className={styles['row']}>
              <span className={styles['verdict']}>{action === 'set' ? 'Set' : 'Unset'}</span>
              <span className={styles['text']}>
                <code>{`{{${key}}}`}</code> {scope}
                {outcome !== 'done' && <span className={styles['reason']}>{variableOutcomes[outcome]}</span>}
              </span>
            </li>
          ))}
        </Section>
      )}
      {lines.length > 0 && (
        <Section title="Printed">
          {lines.map(({ level, text }, index) => (
            <li key={index} className={styles['row']} data-level={level}>
              <span className={styles['verdict']}>{level}</span>
              <code className={styles['text']}>{text}</code>
            </li>
          ))}
        </Section>
      )}
    </div>
  );
}
