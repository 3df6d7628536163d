import { countOf } from '../../../core/count-of.ts';
import type { ImportNote, ImportReport } from '../../../core/import/report.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CleanupStep } from './cleanup-step.tsx';
import styles from './imports.module.css';

const severities: {
  severity: ImportNote['severity'];
  title: string;
  tone: 'danger' | 'warning' | 'info' | 'neutral';
}[] = [
  { severity: 'lost', title: 'Could not be read', tone: 'danger' },
  { severity: 'unsupported', title: 'Kept, and not sent by Postern yet', tone: 'warning' },
  { severity: 'changed', title: 'Kept in another form', tone: 'info' },
  { severity: 'info', title: 'Good to know', tone: 'neutral' },
];

const notesShown = 50;

function Notes({ notes }: { notes: ImportNote[] }) {
  return severities.map(({ severity, title, tone }) => {
    const group = notes.filter((note) => note.severity === severity);
    if (group.length === 0) return null;
    return (
      <details key={severity} className={styles['notes']} open={severity === 'lost'}>
        <summary>
          {title} <Badge tone={tone}>{group.length}</Badge>
        </summary>
        <ul>
          {group.slice(0, notesShown).map((note, index) => (
            <li key={`${note.path} ${note.code} ${index}`}>
              <span className={styles['notePath']}>{note.path}</span>
              {note.message}
            </li>
          ))}
          {group.length > notesShown && <li>and {group.length - notesShown} more of this kind</li>}
        </ul>
      </details>
    );
  });
}

function ReportEnvironment({ id, name, variables }: ImportReport['environments'][number]) {
  const selectedId = useStore((state) => state.environments.selectedId);
  const select = useStore((state) => state.environments.select);
  return (
    <li className={styles['entry']}>
      <span className={styles['entryName']} title={name}>
        {name}
      </span>
      <span className={styles['entryFacts']}>environment, {countOf(variables, 'variable')}</span>
      {selectedId === id ? (
        <Badge tone="success">In use</Badge>
      ) : (
        <Button size="sm" onClick={() => void select(id)}>
          Use this environment
        </Button>
      )}
    </li>
  );
}

/** What came, what changed, what could not be read. */
export function ImportReportView({ report }: { report: ImportReport }) {
  return (
    <div className={styles['report']}>
      <ul className={styles['entries']}>
        {report.collections.map((collection) => (
          <li key={collection.id} className={styles['entry']}>
            <span className={styles['entryName']} title={collection.name}>
              {collection.name}
            </span>
            <span className={styles['entryFacts']}>
              {[
                countOf(collection.requests, 'request'),
                countOf(collection.folders, 'folder'),
                ...(collection.examples > 0 ? [countOf(collection.examples, 'example')] : []),
                ...(collection.scripts > 0 ? [countOf(collection.scripts, 'script')] : []),
                ...(collection.variables > 0 ? [countOf(collection.variables, 'variable')] : []),
              ].join(', ')}
            </span>
          </li>
        ))}
        {report.environments.map((environment) => (
          <ReportEnvironment key={environment.id} {...environment} />
        ))}
        {report.globals > 0 && (
          <li className={styles['entry']}>
            <span className={styles['entryName']}>Globals</span>
            <span className={styles['entryFacts']}>{countOf(report.globals, 'variable')}</span>
          </li>
        )}
      </ul>
      {report.oktaCleanup && <CleanupStep />}
      <Notes notes={report.notes} />
    </div>
  );
}
