import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { NumberSetting } from './number-setting.tsx';
import type { SettingsPartProps } from './settings-panel.tsx';
import styles from './settings.module.css';

/** What is kept of sends, and for how long. */
export function HistorySettings({ settings, onChange }: SettingsPartProps) {
  const { history } = settings;
  const clear = useStore((state) => state.history.clear);
  const change = (part: Partial<typeof history>) =>
    onChange({ ...settings, history: { ...history, ...part } });
  return (
    <div className={styles['fields']}>
      <Switch
        label="Keep a history of sends"
        hint="On this machine only, encrypted, with secrets masked."
        checked={history.enabled}
        onChange={(enabled) => change({ enabled })}
      />
      <Switch
        label="Keep the bodies of answers"
        hint="The beginning of text answers; what looks like a token is masked. Answers of token endpoints are never kept."
        checked={history.keepAnswers}
        disabled={!history.enabled}
        onChange={(keepAnswers) => change({ keepAnswers })}
      />
      <NumberSetting
        label="Keep for"
        hint="Older sends are dropped."
        unit="days"
        value={history.keepDays}
        min={1}
        max={3_650}
        onChange={(keepDays) => change({ keepDays })}
      />
      <NumberSetting
        label="Keep at most"
        hint="The oldest go first, and so they do above 32 MB."
        unit="sends"
        value={history.keepEntries}
        min={1}
        max={10_000}
        onChange={(keepEntries) => change({ keepEntries })}
      />
      <div>
        <Button onClick={() => void clear()}>Clear history</Button>
      </div>
    </div>
  );
}
