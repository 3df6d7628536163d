import { countOf } from '../../../core/count-of.ts';
import { ChevronRight } from 'lucide-react';
import { findAuthConflicts } from '../../../core/auth/auth-conflicts.ts';
import { isAppError } from '../../../core/errors.ts';
import { assertHeaderName } from '../../../core/http/header-syntax.ts';
import type { Row } from '../../../core/http/row.ts';
import { useStore } from '../../store/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { descriptionColumn, disabledRowShape, keyColumn, valueColumn } from '../../ui/key-value-model.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { useInheritedAuth } from '../authorization/public.ts';
import { type GeneratedHeader, generatedHeaders, withSystemHeader } from './generated-headers.ts';
import { headerNameSuggestions, headerValueSuggestions } from './header-suggestions.ts';
import styles from './request-sections.module.css';
import { useDraft } from './use-draft.ts';

const columns = [
  keyColumn<Row>({ header: 'Header', placeholder: 'Header', suggestions: headerNameSuggestions }),
  valueColumn<Row>({ suggestions: headerValueSuggestions }),
  descriptionColumn<Row>(),
];
const shape = disabledRowShape<Row>(() => ({ key: '', value: '' }));

const stateWords = { sent: '', typed: ' · yours is sent instead', off: ' · switched off' };

function GeneratedRow({ header, onSwitch }: { header: GeneratedHeader; onSwitch: (isOn: boolean) => void }) {
  const { name, value, source, state, canSwitchOff } = header;
  return (
    <div className={styles['generatedRow']} role="row" data-state={state}>
      <div className={styles['generatedStart']} role="cell">
        {canSwitchOff ? (
          <Checkbox
            label={`Send ${name}`}
            hideLabel
            checked={state === 'sent'}
            disabled={state === 'typed'}
            onChange={onSwitch}
          />
        ) : null}
      </div>
      <div className={styles['generatedCell']} role="cell">
        <code>{name}</code>
      </div>
      <div className={styles['generatedCell']} role="cell">
        <code>{value}</code>
      </div>
      <div className={styles['generatedCell']} role="cell">
        {source}
        {stateWords[state]}
      </div>
      <div role="cell" />
    </div>
  );
}

/** The headers that are added when the request is sent, with where each comes from; folded away until asked for. */
function GeneratedHeaders({ tabKey }: { tabKey: string }) {
  const request = useStore((state) => state.requests.editors[tabKey]?.draft);
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const version = useStore((state) => state.app.state?.version ?? '');
  const edit = useStore((state) => state.requests.edit);
  const isOpen = useStore((state) => state.app.layout['generatedHeaders'] === true);
  const setLayout = useStore((state) => state.app.setLayout);
  const inherited = useInheritedAuth(itemId, parentId);
  if (request === undefined) return null;
  const auth =
    request.auth !== undefined
      ? { auth: request.auth }
      : inherited && { auth: inherited.auth, from: inherited.from.name };
  const headers = generatedHeaders(request, auth, version);
  const addedCount = headers.filter((header) => header.state === 'sent').length;
  return (
    <div role="rowgroup">
      <div className={styles['generatedHead']} role="row">
        <div role="cell" className={styles['generatedToggleCell']}>
          <button
            type="button"
            className={styles['generatedToggle']}
            aria-expanded={isOpen}
            onClick={() => setLayout('generatedHeaders', !isOpen)}
          >
            <ChevronRight className={styles['generatedChevron']} aria-hidden="true" />
            {countOf(addedCount, 'header is', 'headers are')} added when sent
          </button>
        </div>
      </div>
      {isOpen
        ? headers.map((header) => (
            <GeneratedRow
              key={header.name}
              header={header}
              onSwitch={(isOn) => edit(tabKey, withSystemHeader(request, header.name, isOn))}
            />
          ))
        : null}
    </div>
  );
}

/** What is wrong with the name of a header, where that can be told before variables are replaced. */
function nameProblem(name: string): string | undefined {
  if (name.trim() === '' || name.includes('{{')) return undefined;
  try {
    assertHeaderName(name.trim());
    return undefined;
  } catch (error) {
    return isAppError(error) ? 'A name of a header holds letters, digits and hyphens only' : undefined;
  }
}

/** The headers of a request. */
export function HeadersSection({ tabKey }: { tabKey: string }) {
  const [headers, setHeaders] = useDraft(tabKey, 'headers');
  const request = useStore((state) => state.requests.editors[tabKey]?.draft);
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const inherited = useInheritedAuth(itemId, parentId);
  const [conflict] = request === undefined ? [] : findAuthConflicts(request, request.auth ?? inherited?.auth);
  const problemOf = (row: Row) => {
    if (row.disabled === true) return undefined;
    const clashes = conflict?.header.toLowerCase() === row.key.trim().toLowerCase();
    if (clashes && conflict?.code === 'typedHeaderWins') return 'Sent in place of the one from Authorization';
    if (clashes) return 'There more than once';
    return nameProblem(row.key);
  };
  return (
    <div className={styles['fill']}>
      <KeyValueTable
        label="Headers"
        canDuplicate
        rows={headers}
        onChange={setHeaders}
        columns={columns}
        shape={shape}
        rowProblem={problemOf}
        leading={<GeneratedHeaders tabKey={tabKey} />}
      />
    </div>
  );
}
