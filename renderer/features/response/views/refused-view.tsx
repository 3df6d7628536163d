import type { AppErrorData } from '../../../../core/errors.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../../ui/button.tsx';
import { openScope, useVariableLookup } from '../../variables/public.ts';
import { useOfferedEnvironments } from './use-offered-environments.ts';
import styles from './views.module.css';

const stoppedByScript: ReadonlySet<string> = new Set(['ERR_SCRIPT_FAILED', 'ERR_SCRIPT_SKIPPED_REQUEST']);

interface UnresolvedName {
  name: string;
  where: string;
  /** It is a path variable of the request itself, to be filled in there. */
  isPathVariable: boolean;
}

const places: Record<string, string> = {
  url: 'in the address',
  method: 'in the method',
  query: 'in the query parameter',
  pathVariable: 'in the path variable',
  header: 'in the header',
  headerName: 'in the name of a header',
  body: 'in the body',
  auth: 'in the authorization',
};

/** Where a name stands, in words, with the row where it has one. */
function placeOf(where: unknown, key: unknown): string {
  if (typeof where !== 'string') return '';
  return [places[where] ?? where, ...(typeof key === 'string' ? [key] : [])].join(' ');
}

function unresolvedNames(details: AppErrorData['details']): UnresolvedName[] {
  const names = details?.['names'];
  if (!Array.isArray(names)) return [];
  return names.flatMap((entry) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry) && typeof entry['name'] === 'string'
      ? [
          {
            name: entry['name'],
            where: placeOf(entry['where'], entry['key']),
            isPathVariable: entry['where'] === 'pathVariable' && entry['key'] === entry['name'],
          },
        ]
      : [],
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

/** Leads to the script that stopped a request: its own, or one of a folder or collection around it. */
function OpenScript({ tabKey, error }: { tabKey: string; error: AppErrorData }) {
  const showSection = useStore((state) => state.requests.showSection);
  const openCollection = useStore((state) => state.collections.open);
  const ownId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const id = error.details?.['itemId'];
  const isAround = typeof id === 'string' && id !== ownId;
  return (
    <Button
      variant="primary"
      onClick={() => (isAround ? openCollection(id, 'scripts') : showSection(tabKey, 'scripts'))}
    >
      Open the script
    </Button>
  );
}

/** A request that was stopped before anything left the machine: why, and how to go on. */
export function RefusedView({ tabKey, error }: { tabKey: string; error: AppErrorData }) {
  const send = useStore((state) => state.responses.send);
  const edit = useStore((state) => state.requests.edit);
  const { selectedId, open, select } = useStore((state) => state.environments);
  const names = error.code === 'ERR_VARIABLE_UNRESOLVED' ? unresolvedNames(error.details) : [];
  const allowFiles = useStore((state) => state.requests.allowFiles);
  const paths = error.code === 'ERR_REQUEST_BODY_FILE_NOT_ALLOWED' ? texts(error.details?.['paths']) : [];
  const tab = useStore((state) => state.tabs.tabs.find(({ key }) => key === tabKey));
  const findVariable = useVariableLookup(tab?.itemId);
  const boundName = error.code === 'ERR_SECRET_OTHER_HOST' ? error.details?.['name'] : undefined;
  const bound = typeof boundName === 'string' ? findVariable(boundName) : undefined;
  const arePathVariables = names.length > 0 && names.every(({ isPathVariable }) => isPathVariable);
  const offered = useOfferedEnvironments(arePathVariables ? [] : names.map(({ name }) => name));
  const showSection = useStore((state) => state.requests.showSection);
  const reviewTab = useStore((state) => state.scripts.reviewTab);
  const scriptsWait = typeof error.details?.['scriptsNotAllowed'] === 'number';
  const canSendLiterally = error.details?.['literal'] === true;
  return (
    <div className={styles['page']} role="alert">
      <h2>{error.code === 'ERR_SCRIPT_SKIPPED_REQUEST' ? 'Skipped' : 'Not sent'}</h2>
      <p>{error.message}</p>
      {names.length > 0 && (
        <ul className={styles['names']} aria-label="Unresolved variables">
          {names.map(({ name, where }) => (
            <li key={`${name} ${where}`}>
              <code>{name}</code>
              <span className={styles['where']}>{where}</span>
            </li>
          ))}
        </ul>
      )}
      {scriptsWait && (
        <p>A script before this request may set it. It did not run: nobody has allowed it yet.</p>
      )}
      {paths.length > 0 && (
        <ul className={styles['names']} aria-label="Files">
          {paths.map((path) => (
            <li key={path}>
              <code>{path}</code>
            </li>
          ))}
        </ul>
      )}
      <code className={styles['code']}>{error.code}</code>
      <div className={styles['actions']}>
        {offered.map(({ id, name }) => (
          <Button key={id} variant="primary" onClick={() => void select(id).then(() => send(tabKey))}>
            Use {name} and send
          </Button>
        ))}
        {scriptsWait && (
          <Button variant="primary" onClick={() => void reviewTab(tabKey)}>
            Review scripts
          </Button>
        )}
        {stoppedByScript.has(error.code) && <OpenScript tabKey={tabKey} error={error} />}
        {arePathVariables && (
          <Button variant="primary" onClick={() => showSection(tabKey, 'params')}>
            Open the params
          </Button>
        )}
        {names.length > 0 && !arePathVariables && (
          <Button
            variant={offered.length > 0 || scriptsWait ? 'secondary' : 'primary'}
            onClick={() => open(selectedId ?? 'globals')}
          >
            {selectedId === undefined ? 'Open the globals' : 'Open the environment'}
          </Button>
        )}
        {bound !== undefined && (
          <Button variant="primary" onClick={() => openScope(bound)}>
            {bound.scope === 'environment' ? 'Open the environment' : `Open ${bound.scopeName}`}
          </Button>
        )}
        {paths.length > 0 && (
          <Button onClick={() => void allowFiles(paths).then((done) => (done ? send(tabKey) : undefined))}>
            {paths.length === 1 ? 'Allow this file and send' : 'Allow these files and send'}
          </Button>
        )}
        {canSendLiterally && (
          <Button
            onClick={() => {
              edit(tabKey, { allowLiteralPlaceholders: true });
              void send(tabKey);
            }}
          >
            Send as written
          </Button>
        )}
        <Button onClick={() => void send(tabKey)}>Send again</Button>
      </div>
    </div>
  );
}
