import { useEffect } from 'react';
import type { Preview } from '../../../core/http/preview.ts';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { originWords, placeText, scopeText, tokenText } from './origin-words.ts';
import styles from './preview-section.module.css';

const settleMs = 250;

/** Asks anew, once things have settled, when anything changes that goes into the request. */
function usePreview(tabKey: string) {
  const draft = useStore((state) => state.requests.editors[tabKey]?.draft);
  const environmentId = useStore((state) => state.environments.selectedId);
  const environment = useStore((state) => state.environments.selected);
  const globals = useStore((state) => state.environments.globals);
  const definitions = useStore((state) => state.environments.definitions);
  const answer = useStore((state) => state.responses.views[tabKey]?.exchange);
  const hasView = useStore((state) => state.outgoing.previews[tabKey] !== undefined);
  const loadPreview = useStore((state) => state.outgoing.loadPreview);
  useEffect(() => {
    const timer = setTimeout(() => void loadPreview(tabKey), hasView ? settleMs : 0);
    return () => clearTimeout(timer);
    // The first answer does not ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [tabKey, draft, environmentId, environment, globals, definitions, answer, loadPreview]);
}

function Facts({ preview }: { preview: Preview }) {
  const { problem, token, unresolved, warnings } = preview;
  return (
    <>
      {problem === undefined ? null : (
        <Notice tone="warning" title="It cannot be sent as it stands">
          {unresolved.length === 0 ? (
            <>
              {problem.message} <code>{problem.code}</code>
            </>
          ) : (
            <ul className={styles['unresolved']} aria-label="Without a value">
              {unresolved.map((entry) => (
                <li key={`${entry.name} ${entry.where} ${entry.key ?? ''} ${entry.via ?? ''}`}>
                  <code>{entry.literal === true ? entry.name : `{{${entry.name}}}`}</code> has no value,{' '}
                  {placeText(entry)}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {token === undefined ? null : (
        <Notice tone="info">{tokenText(token)} Nothing is sent or fetched to show this.</Notice>
      )}
      {warnings.length === 0 ? null : (
        <Notice tone="info" title="Worth a look">
          <ul className={styles['unresolved']}>
            {warnings.map(({ code, message }) => (
              <li key={`${code} ${message}`}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

/** Both tables have their columns in line. */
function Columns() {
  return (
    <colgroup>
      <col className={styles['nameColumn']} />
      <col />
      <col className={styles['fromColumn']} />
    </colgroup>
  );
}

function HeaderLines({ preview }: { preview: Preview }) {
  return (
    <section>
      <h2 className={styles['heading']}>Headers</h2>
      <table className={styles['table']} aria-label="Headers that will be sent">
        <Columns />
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Header</th>
            <th scope="col">Value</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {preview.headers.map(({ name, value, origin }, index) => (
            // Lines may repeat, and stand still.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <th scope="row">{name}</th>
              <td className={styles['value']}>{value}</td>
              <td className={styles['from']}>{originWords(origin, preview.auth)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function valueText({ value = '••••••••', sourced }: Preview['variables'][number]): string {
  if (sourced !== undefined && !sourced.isHere) return sourced.words;
  return value === '' ? 'empty' : value;
}

function VariableLines({ preview }: { preview: Preview }) {
  const { variables } = preview;
  return (
    <section>
      <h2 className={styles['heading']}>Variables</h2>
      {variables.length === 0 ? (
        <p className={styles['quiet']}>This request uses none.</p>
      ) : (
        <table className={styles['table']} aria-label="Variables in use">
          <Columns />
          <thead className="visually-hidden">
            <tr>
              <th scope="col">Variable</th>
              <th scope="col">Value</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            {variables.map((used) => (
              <tr key={used.name}>
                <th scope="row">{used.name}</th>
                <td
                  className={styles['value']}
                  data-empty={used.value === '' || used.sourced?.isHere === false || undefined}
                >
                  {valueText(used)}
                </td>
                <td className={styles['from']}>{scopeText(used)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function BodyText({ body }: { body: Preview['body'] }) {
  return (
    <section>
      <h2 className={styles['heading']}>
        Body
        {body?.sizeBytes === undefined ? null : (
          <span className={styles['size']}>{body.sizeBytes.toLocaleString('en')} bytes</span>
        )}
      </h2>
      {body === undefined ? (
        <p className={styles['quiet']}>None is sent.</p>
      ) : (
        <pre className={styles['body']} tabIndex={0} aria-label="Body that will be sent">
          {body.parts.map((part, index) =>
            part.kind === 'text' ? (
              part.text
            ) : (
              // Parts stand still.
              // oxlint-disable-next-line react/no-array-index-key
              <span key={index} className={styles['file']}>
                the file {part.path}
              </span>
            ),
          )}
          {body.isCut ? <span className={styles['file']}>… and more, which is not shown</span> : null}
        </pre>
      )}
    </section>
  );
}

/** What will be sent: the request with everything put in, where each line comes from, and what is still missing. */
export function PreviewSection({ tabKey }: { tabKey: string }) {
  usePreview(tabKey);
  const view = useStore((state) => state.outgoing.previews[tabKey]);
  if (view === undefined) return <Skeleton label="Working out what will be sent" lines={6} />;
  const { preview, error } = view;
  if (preview === undefined) {
    return (
      <EmptyState compact title="It could not be worked out">
        {error?.message} <code>{error?.code}</code>
      </EmptyState>
    );
  }
  return (
    <div className={styles['preview']}>
      <p className={styles['line']}>
        <MethodBadge method={preview.method} />
        <code className={styles['url']}>{preview.url === '' ? 'no URL yet' : preview.url}</code>
      </p>
      <Facts preview={preview} />
      <HeaderLines preview={preview} />
      <BodyText body={preview.body} />
      <VariableLines preview={preview} />
    </div>
  );
}
