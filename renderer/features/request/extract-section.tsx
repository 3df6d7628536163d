import { useMemo } from 'react';
import type {
  ExtractionOutcome,
  ExtractionRule,
  ExtractionTarget,
} from '../../../core/links/extraction-rule.ts';
import { isAppError } from '../../../core/errors.ts';
import { parseJsonPath } from '../../../core/links/parse-json-path.ts';
import { parseXPath } from '../../../core/xml/parse-xpath.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import type { KeyValueCell, KeyValueColumn, RowShape } from '../../ui/key-value-model.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { CellSelect } from './cell-select.tsx';
import styles from './request-sections.module.css';
import { useDraft } from './use-draft.ts';

const shape: RowShape<ExtractionRule> = {
  createRow: () => ({ variable: '', target: 'environment', source: 'body', expression: '' }),
  isEnabled: (rule) => rule.disabled !== true,
  setEnabled: (rule, isEnabled) => ({ ...rule, disabled: isEnabled ? undefined : true }),
};

const noOutcomes: readonly ExtractionOutcome[] = [];

const outcomeBadges = {
  set: { tone: 'success', text: 'Set' },
  missing: { tone: 'warning', text: 'Not in the answer' },
  noTarget: { tone: 'warning', text: 'No environment' },
  failed: { tone: 'danger', text: 'Failed' },
} as const;

function SourceCell({ row, label, isDraft, onChangeRow }: KeyValueCell<ExtractionRule>) {
  if (isDraft) return null;
  return (
    <CellSelect
      label={label}
      value={row.source}
      onChange={(source) => onChangeRow({ ...row, source })}
      options={[
        { value: 'body', label: 'Body (JSONPath)' },
        { value: 'xml', label: 'Body (XPath)' },
        { value: 'header', label: 'Header (name)' },
      ]}
    />
  );
}

function TargetCell({ row, label, isDraft, onChangeRow }: KeyValueCell<ExtractionRule>) {
  const environment = useStore((state) => state.environments.selected?.name);
  if (isDraft) return null;
  const options: { value: ExtractionTarget; label: string; description?: string }[] = [
    { value: 'environment', label: 'Environment', description: environment ?? 'None is selected now' },
    { value: 'collection', label: 'Collection' },
    { value: 'globals', label: 'Globals' },
  ];
  return (
    <CellSelect
      label={label}
      value={row.target}
      onChange={(target) => onChangeRow({ ...row, target })}
      options={options}
    />
  );
}

function OutcomeCell({ rule, outcomes }: { rule: ExtractionRule; outcomes: readonly ExtractionOutcome[] }) {
  const last = outcomes.find(
    ({ variable, expression, target }) =>
      variable === rule.variable && expression === rule.expression && target === rule.target,
  );
  const { tone, text } =
    last === undefined ? { tone: 'neutral', text: undefined } : outcomeBadges[last.outcome];
  return (
    <span className={styles['outcome']}>{text === undefined ? '–' : <Badge tone={tone}>{text}</Badge>}</span>
  );
}

function ruleColumns(outcomes: readonly ExtractionOutcome[]): KeyValueColumn<ExtractionRule>[] {
  return [
    {
      id: 'variable',
      header: 'Variable',
      placeholder: 'userId',
      get: (rule) => rule.variable,
      set: (rule, variable) => ({ ...rule, variable }),
    },
    {
      id: 'expression',
      header: 'Expression',
      width: 'minmax(0, 1.6fr)',
      placeholder: '$.id',
      get: (rule) => rule.expression,
      set: (rule, expression) => ({ ...rule, expression }),
    },
    {
      id: 'source',
      header: 'Source',
      width: '148px',
      get: () => '',
      set: (rule) => rule,
      render: (cell) => <SourceCell {...cell} />,
    },
    {
      id: 'target',
      header: 'Set in',
      width: '124px',
      get: () => '',
      set: (rule) => rule,
      render: (cell) => <TargetCell {...cell} />,
    },
    {
      id: 'outcome',
      header: 'Last answer',
      width: '132px',
      get: () => '',
      set: (rule) => rule,
      render: (cell) => (cell.isDraft ? null : <OutcomeCell rule={cell.row} outcomes={outcomes} />),
    },
  ];
}

/** What is unfinished about a rule that was begun. */
function ruleProblem(rule: ExtractionRule): string | undefined {
  if (rule.variable === '') return 'Needs a variable to set';
  if (rule.expression === '') return 'Needs an expression';
  if (rule.source === 'header') return undefined;
  try {
    if (rule.source === 'xml') parseXPath(rule.expression);
    else parseJsonPath(rule.expression);
    return undefined;
  } catch (error) {
    return isAppError(error) ? error.message : undefined;
  }
}

/** Rules that take values of every answer and keep them in variables. */
export function ExtractSection({ tabKey }: { tabKey: string }) {
  const [rules, setRules] = useDraft(tabKey, 'extractions');
  const outcomes = useStore((state) => state.responses.views[tabKey]?.extracted ?? noOutcomes);
  const columns = useMemo(() => ruleColumns(outcomes), [outcomes]);
  return (
    <div className={styles['stack']}>
      <p className={styles['lead']}>
        Each rule takes one value of every answer and keeps it in a variable. Hover a value in an answer to
        make one.
      </p>
      <KeyValueTable
        label="Extraction rules"
        rows={rules}
        onChange={setRules}
        columns={columns}
        shape={shape}
        canBulkEdit={false}
        rowProblem={ruleProblem}
      />
    </div>
  );
}
