import type { OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import type { RequestParameter } from '../../../core/auth/oauth2/request-parameter.ts';
import type { KeyValueColumn, RowShape } from '../../ui/key-value-model.ts';
import { KeyValueTable } from '../../ui/key-value-table.tsx';
import { Select } from '../../ui/select.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';
import styles from './oauth.module.css';

type Change = (part: Partial<OAuth2Config>) => void;
type Switch = 'off' | 'on' | 'auto';

const shape: RowShape<RequestParameter> = {
  createRow: () => ({ key: '', value: '', enabled: true, sendAs: 'request_body' }),
  isEnabled: (row) => row.enabled,
  setEnabled: (row, enabled) => ({ ...row, enabled }),
};

const columns: KeyValueColumn<RequestParameter>[] = [
  {
    id: 'key',
    header: 'Key',
    get: (row) => row.key,
    set: (row, key) => ({ ...row, key }),
    placeholder: 'prompt',
  },
  { id: 'value', header: 'Value', get: (row) => row.value, set: (row, value) => ({ ...row, value }) },
];

function Parameters({
  title,
  rows,
  onChange,
}: {
  title: string;
  rows: RequestParameter[];
  onChange(rows: RequestParameter[]): void;
}) {
  return (
    <div>
      <h4 className={styles['smallHeading']}>{title}</h4>
      <KeyValueTable
        label={title}
        rows={rows}
        onChange={onChange}
        columns={columns}
        shape={shape}
        canBulkEdit={false}
      />
    </div>
  );
}

const switches = (auto: string) => [
  { value: 'auto' as const, label: 'Automatic', description: auto },
  { value: 'on' as const, label: 'On' },
  { value: 'off' as const, label: 'Off' },
];

/** What few set-ups need: DPoP, PAR, audience, where the token goes, extra parameters. */
export function OAuth2Advanced({ config, change }: { config: OAuth2Config; change: Change }) {
  return (
    <details className={styles['advanced']}>
      <summary>Advanced</summary>
      <div className={styles['advancedFields']}>
        <Select<Switch>
          layout="row"
          label="DPoP"
          value={config.dpop}
          onChange={(dpop) => change({ dpop })}
          options={switches('On as soon as the server asks for a proof')}
        />
        <Select<Switch>
          layout="row"
          label="Pushed authorization (PAR)"
          value={config.pushedAuthorization}
          onChange={(pushedAuthorization) => change({ pushedAuthorization })}
          options={switches('Where the server requires it')}
        />
        {config.clientAuthentication.endsWith('_jwt') && (
          <Select<OAuth2Config['assertionAudience']>
            layout="row"
            label="Assertion audience"
            value={config.assertionAudience}
            onChange={(assertionAudience) => change({ assertionAudience })}
            options={[
              { value: 'endpoint', label: 'The endpoint called', description: 'What Okta asks for' },
              { value: 'issuer', label: 'The issuer' },
            ]}
          />
        )}
        <OAuthTextField
          label="Audience"
          value={config.audience}
          onChange={(audience) => change({ audience })}
        />
        <OAuthTextField
          label="Resource"
          value={config.resource}
          onChange={(resource) => change({ resource })}
        />
        <OAuthTextField
          label="Refresh Token URL"
          placeholder="The Access Token URL if left empty"
          value={config.refreshTokenUrl}
          onChange={(refreshTokenUrl) => change({ refreshTokenUrl })}
        />
        <Select<OAuth2Config['addTokenTo']>
          layout="row"
          label="Add token to"
          value={config.addTokenTo}
          onChange={(addTokenTo) => change({ addTokenTo })}
          options={[
            { value: 'header', label: 'Request headers' },
            { value: 'queryParams', label: 'Request URL' },
          ]}
        />
        <Parameters
          title="Auth request parameters"
          rows={config.authRequestParameters}
          onChange={(authRequestParameters) => change({ authRequestParameters })}
        />
        <Parameters
          title="Token request parameters"
          rows={config.tokenRequestParameters}
          onChange={(tokenRequestParameters) => change({ tokenRequestParameters })}
        />
        <Parameters
          title="Refresh request parameters"
          rows={config.refreshRequestParameters}
          onChange={(refreshRequestParameters) => change({ refreshRequestParameters })}
        />
      </div>
    </details>
  );
}
