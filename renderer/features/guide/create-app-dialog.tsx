import { useState } from 'react';
import { Check, CircleAlert, Circle } from 'lucide-react';
import { readOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import { splitScopes } from '../../../core/auth/oauth2/config.ts';
import { type AdminRole, adminRoleNames, adminRoles, planApp } from '../../../core/guide/plan-app.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { AppCreation, AppOrder } from './guide-create-app.ts';
import { variableIn } from './guide-variables.ts';
import styles from './guide.module.css';
import type { Guide } from './use-guide.ts';

const noRole = 'none';
const roleOptions = [
  ...adminRoles.map((role) => ({ value: role as AdminRole | typeof noRole, label: adminRoleNames[role] })),
  { value: noRole as AdminRole | typeof noRole, label: 'None' },
];

/** The variable that the set-up takes its secret from. */
function secretVariableOf({ auth }: Guide): string {
  const text = auth === undefined ? '' : readOAuth2Config(auth).clientSecret;
  return variableIn(text) ?? 'clientSecret';
}

/** The form of the dialog, kept while it is open. */
function useAppForm(guide: Guide) {
  const needed = useStore((state) => state.guide.needed);
  const environmentId = useStore((state) => state.environments.selectedId);
  const isService = guide.choices.track === 'service';
  const listed = needed?.of === guide.targetId ? (needed?.scopes.readScopes ?? []) : [];
  const [label, setLabel] = useState(isService ? 'Postern service' : 'Postern');
  const [scope, setScope] = useState(listed.join(' ') || 'okta.users.read');
  const [role, setRole] = useState<AdminRole | typeof noRole>('READ_ONLY_ADMIN');
  const [dpop, setDpop] = useState(true);
  const [apiToken, setApiToken] = useState('');
  const scopes = splitScopes(scope);
  const order: AppOrder | undefined =
    environmentId === undefined || guide.orgUrl === undefined
      ? undefined
      : {
          track: guide.choices.track,
          label: label.trim(),
          redirectUri: guide.callbackUrl,
          scopes,
          role: role === noRole ? undefined : role,
          dpop,
          issuer: guide.orgUrl,
          variables: {
            url: guide.urlVariable,
            clientId: guide.clientIdVariable,
            clientSecret: secretVariableOf(guide),
          },
          environmentId,
          apiToken: apiToken === '' ? undefined : apiToken,
          keyId: isService ? guide.key?.id : undefined,
        };
  const missing =
    order === undefined
      ? 'Choose an environment with the address of the org first'
      : order.label === ''
        ? 'Give the app a name'
        : isService && order.keyId === undefined
          ? 'Generate or paste a key first'
          : apiToken === '' && !guide.hasApiToken
            ? 'Enter an API token of the org'
            : undefined;
  return {
    isService,
    order,
    missing,
    fields: { label, setLabel, scope, setScope, role, setRole, dpop, setDpop, apiToken, setApiToken },
  };
}

type AppForm = ReturnType<typeof useAppForm>;

function AppFields({ guide, form }: { guide: Guide; form: AppForm }) {
  const { fields, isService } = form;
  return (
    <>
      <TextField label="Name of the app" value={fields.label} onChange={fields.setLabel} />
      <TextField label="Okta API Scopes" mono value={fields.scope} onChange={fields.setScope} />
      {isService ? (
        <>
          <Select label="Admin role" value={fields.role} onChange={fields.setRole} options={roleOptions} />
          <Checkbox
            label="Require Demonstrating Proof of Possession (DPoP)"
            checked={fields.dpop}
            onChange={fields.setDpop}
          />
        </>
      ) : null}
      <SecretField
        label={guide.hasApiToken ? 'API token, in place of {{apikey}}' : 'API token'}
        hint="Of a super administrator. Used for these calls and then forgotten."
        value={fields.apiToken}
        onChange={fields.setApiToken}
      />
    </>
  );
}

const lineIcons = {
  done: <Check />,
  running: <Spinner />,
  failed: <CircleAlert />,
  todo: <Circle />,
};

/** Every call, before it is made and while. */
function Calls({ order, creation }: { order: AppOrder | undefined; creation: AppCreation | undefined }) {
  const planned = order === undefined ? [] : planApp({ ...order, publicJwk: undefined });
  const calls = creation?.calls ?? planned;
  const stateOf = (index: number): keyof typeof lineIcons => {
    if (creation === undefined || index > creation.done) return 'todo';
    if (index < creation.done) return 'done';
    return creation.status === 'failed' ? 'failed' : creation.status === 'running' ? 'running' : 'todo';
  };
  return (
    <section aria-label="Calls">
      <h3 className={styles['callsTitle']}>
        {creation === undefined ? `${calls.length} calls will be made` : 'Calls'}
      </h3>
      <ol className={styles['calls']}>
        {calls.map(({ id, method, path, purpose }, index) => (
          <li key={`${id} ${purpose}`} data-state={stateOf(index)}>
            <span className={styles['icon']} aria-hidden="true">
              {lineIcons[stateOf(index)]}
            </span>
            <span className={styles['texts']}>
              <span>{purpose}</span>
              <code>{`${method} ${path.replace('{appId}', creation?.appId ?? '{appId}')}`}</code>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Outcome({ creation, guide }: { creation: AppCreation; guide: Guide }) {
  if (creation.status === 'removed') {
    return (
      <Notice tone="success" announces title="The app was deleted">
        The environment still has its client ID.
      </Notice>
    );
  }
  if (creation.problem !== undefined) {
    return (
      <Notice tone="danger" announces title="The org refused a call">
        {creation.problem}
      </Notice>
    );
  }
  if (creation.status !== 'done') return null;
  return (
    <Notice tone="success" announces title="The app is ready">
      Its client ID is in <code>{guide.clientIdVariable}</code>
      {guide.choices.track === 'service' ? '.' : ', its secret in the environment, on this machine only.'}
    </Notice>
  );
}

/** Lets Postern do what an administrator does in Okta’s console: every call is shown before it is made. */
export function CreateAppDialog({ guide }: { guide: Guide }) {
  const form = useAppForm(guide);
  const { creation, createApp, removeApp, closeAppDialog } = useStore((state) => state.guide);
  const { order, missing } = form;
  const isRunning = creation?.status === 'running';
  const canRemove = creation?.appId !== undefined && !isRunning && creation.status !== 'removed';
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen && !isRunning) closeAppDialog();
      }}
      title="Create the app in the org"
      description={`With an API token Postern does at ${guide.orgUrl ?? 'the org'} what the steps in the console do.`}
      keepOpen={isRunning}
      footerStart={
        canRemove && order !== undefined ? (
          <Button variant="ghost" onClick={() => void removeApp(order)}>
            Delete the app again
          </Button>
        ) : undefined
      }
      footer={
        creation === undefined ? (
          <>
            <Button onClick={closeAppDialog}>Cancel</Button>
            <Button
              variant="primary"
              disabled={missing !== undefined}
              tooltip={missing}
              onClick={() => {
                if (order !== undefined) void createApp(order);
              }}
            >
              Create the app
            </Button>
          </>
        ) : (
          <Button variant="primary" loading={isRunning} onClick={closeAppDialog}>
            Close
          </Button>
        )
      }
    >
      <div className={styles['createApp']}>
        {creation === undefined ? (
          <AppFields guide={guide} form={form} />
        ) : (
          <Outcome creation={creation} guide={guide} />
        )}
        <Calls order={order} creation={creation} />
      </div>
    </Dialog>
  );
}
