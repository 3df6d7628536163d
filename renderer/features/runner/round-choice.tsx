import { FileSpreadsheet, X } from 'lucide-react';
import { useRef } from 'react';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { mostRepeats, type Run } from './runner-slice.ts';
import styles from './runner.module.css';

/** How often a run goes round: a number, or once for each row of a data file. */
export function RoundChoice({ itemId, run }: { itemId: ItemId; run: Run }) {
  const { setRepeats, setData } = useStore((state) => state.runner);
  const input = useRef<HTMLInputElement>(null);
  const isRunning = run.status === 'running';
  const { data } = run;
  if (data !== undefined) {
    const rows = `${data.rows.length.toLocaleString('en')} ${data.rows.length === 1 ? 'row' : 'rows'}`;
    return (
      <span className={styles['data']} title={`${data.name}: a round for each row`}>
        <FileSpreadsheet size={14} aria-hidden />
        <span className={styles['dataName']}>{data.name}</span>
        <span className={styles['dataRows']}>{rows}</span>
        <IconButton
          size="sm"
          label="Run without the data file"
          icon={<X />}
          disabled={isRunning}
          onClick={() => void setData(itemId, undefined)}
        />
      </span>
    );
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Data file"
        accept=".csv,.tsv,.txt,.json,text/csv,application/json"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void file.text().then((text) => setData(itemId, { name: file.name, text }));
        }}
      />
      <Button
        size="sm"
        variant="ghost"
        icon={<FileSpreadsheet />}
        disabled={isRunning}
        onClick={() => input.current?.click()}
      >
        Data file…
      </Button>
      <TextField
        label="Rounds"
        hideLabel
        suffix={run.repeats === 1 ? 'round' : 'rounds'}
        size="sm"
        type="number"
        min={1}
        max={mostRepeats}
        className={styles['repeats'] ?? ''}
        value={String(run.repeats)}
        disabled={isRunning}
        onChange={(text) => setRepeats(itemId, Number(text))}
      />
    </>
  );
}
