import { globalsId } from '../../../core/workspace/environment.ts';
import { describeSource } from '../../../core/variables/source-rules.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import type { Environment } from '../../../core/workspace/environment.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './environments.module.css';

const mask = '••••••••';

function shownCurrentValue(variable: Variable): string {
  if (variable.source !== undefined && variable.source !== null) return describeSource(variable.source);
  if (variable.type === 'secret') return variable.secretId === undefined ? '' : mask;
  return variable.currentValue ?? variable.initialValue;
}

function QuickLookTable({ environment }: { environment: Environment }) {
  const rows = environment.variables.filter((variable) => variable.enabled && variable.key !== '');
  if (rows.length === 0) return <p className={styles['quickEmpty']}>No variables</p>;
  return (
    <div
      className={styles['quickScroll']}
      tabIndex={0}
      role="group"
      aria-label={`Variables of ${environment.name}`}
    >
      <table className={styles['quickTable']}>
        <thead>
          <tr>
            <th scope="col">Variable</th>
            <th scope="col">Initial Value</th>
            <th scope="col">Current Value</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((variable, index) => (
            <tr key={`${variable.key} ${index}`}>
              <th scope="row">{variable.key}</th>
              <td>
                {variable.type === 'secret' && variable.initialValue !== '' ? mask : variable.initialValue}
              </td>
              <td>{shownCurrentValue(variable)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QuickLookSection({
  title,
  environment,
  onEdit,
}: {
  title: string;
  environment: Environment | undefined;
  onEdit: (() => void) | undefined;
}) {
  return (
    <section className={styles['quickSection']} aria-label={`Quick look at ${title}`}>
      <header className={styles['quickHeader']}>
        <h2>{title}</h2>
        {onEdit !== undefined && (
          <Button size="sm" variant="ghost" onClick={onEdit}>
            Edit
          </Button>
        )}
      </header>
      {environment !== undefined && <QuickLookTable environment={environment} />}
    </section>
  );
}

/** What the eye shows: the selected environment and the globals, each with the way to its editor. */
export function EnvironmentQuickLook({ onLeave }: { onLeave(): void }) {
  const { selected, globals, open, create } = useStore((state) => state.environments);
  const edit = (id: string) => () => {
    onLeave();
    open(id);
  };
  return (
    <div className={styles['quickLook']}>
      {selected === undefined ? (
        <section className={styles['quickSection']} aria-label="No Environment">
          <header className={styles['quickHeader']}>
            <h2>No Environment</h2>
            <Button
              size="sm"
              variant="ghost"
              onClick={() => {
                onLeave();
                void create();
              }}
            >
              New environment
            </Button>
          </header>
          <p className={styles['quickEmpty']}>Pick an environment to fill {'{{variables}}'} in.</p>
        </section>
      ) : (
        <QuickLookSection title={selected.name} environment={selected} onEdit={edit(selected.id)} />
      )}
      <QuickLookSection title="Globals" environment={globals} onEdit={edit(globalsId)} />
    </div>
  );
}
