import { useEffect } from 'react';
import type { Auth } from '../../../core/auth/auth.ts';
import {
  type OAuth2Config,
  type OAuth2GrantType,
  legacyGrantReasons,
  signsWithKey,
} from '../../../core/auth/oauth2/config.ts';
import { readOAuth2Config, writeOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { JwtBearerGrantFields, TokenExchangeFields } from './assertion-grant-fields.tsx';
import { BackchannelFields } from './backchannel-fields.tsx';
import { ClientAuthenticationFields } from './client-authentication-fields.tsx';
import { CurrentToken } from './current-token.tsx';
import { DiscoveryRow } from './discovery-row.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import styles from './oauth.module.css';
import { OAuth2Advanced } from './oauth2-advanced.tsx';
import { ScopeField } from './scope-field.tsx';

export interface OAuth2FormProps {
  auth: Auth;
  onChange(auth: Auth): void;
  /** Where the set-up stands; absent for a request that was never saved. */
  itemId: ItemId | undefined;
}

const offeredGrants: { value: OAuth2GrantType; label: string }[] = [
  { value: 'authorization_code_with_pkce', label: 'Authorization Code (With PKCE)' },
  { value: 'authorization_code', label: 'Authorization Code' },
  { value: 'client_credentials', label: 'Client Credentials' },
  { value: 'device_code', label: 'Device Authorization' },
  { value: 'refresh_token', label: 'Refresh Token' },
  { value: 'jwt_bearer', label: 'JWT Bearer Assertion' },
  { value: 'token_exchange', label: 'Token Exchange' },
  { value: 'ciba', label: 'Backchannel (CIBA)' },
];
const legacyGrants: { value: OAuth2GrantType; label: string }[] = [
  { value: 'implicit', label: 'Implicit (legacy)' },
  { value: 'password_credentials', label: 'Password Credentials (legacy)' },
];

/** Implicit and Password are shown only where an imported set-up already uses them. */
function grantOptions(grantType: OAuth2GrantType) {
  return [...offeredGrants, ...legacyGrants.filter((grant) => grant.value === grantType)];
}

const usesBrowser = (grant: OAuth2GrantType) =>
  grant === 'authorization_code_with_pkce' || grant === 'authorization_code' || grant === 'implicit';

type Change = (change: Partial<OAuth2Config>) => void;

function PkceFields({ config, change }: { config: OAuth2Config; change: Change }) {
  return (
    <>
      <Select<OAuth2Config['challengeMethod']>
        layout="row"
        label="Code Challenge Method"
        value={config.challengeMethod}
        onChange={(challengeMethod) => change({ challengeMethod })}
        options={[
          { value: 'S256', label: 'SHA-256' },
          { value: 'plain', label: 'Plain' },
        ]}
      />
      <OAuthTextField
        label="Code Verifier"
        value={config.codeVerifier}
        onChange={(codeVerifier) => change({ codeVerifier })}
        placeholder="Generated if left empty"
      />
    </>
  );
}

function NewTokenFields({
  config,
  change,
  itemId,
}: {
  config: OAuth2Config;
  change: Change;
  itemId: ItemId | undefined;
}) {
  const { grantType } = config;
  const field = (
    key: keyof OAuth2Config &
      (
        | 'tokenName'
        | 'callbackUrl'
        | 'authUrl'
        | 'accessTokenUrl'
        | 'state'
        | 'username'
        | 'password'
        | 'deviceAuthorizationUrl'
        | 'backchannelAuthenticationUrl'
      ),
  ) => ({
    value: config[key],
    onChange: (value: string) => change({ [key]: value }),
  });
  const legacyReason = legacyGrantReasons[grantType];
  return (
    <>
      <OAuthTextField label="Token Name" placeholder="A name to find it by" {...field('tokenName')} />
      <Select<OAuth2GrantType>
        layout="row"
        label="Grant Type"
        value={grantType}
        onChange={(next) => change({ grantType: next })}
        options={grantOptions(grantType)}
      />
      {legacyReason !== undefined && <Notice tone="warning">{legacyReason}</Notice>}
      {usesBrowser(grantType) && (
        <>
          <OAuthTextField
            label="Callback URL"
            hint="Add exactly this text to the sign-in redirect URIs of the app in Okta."
            copy
            {...field('callbackUrl')}
          />
          <OAuthTextField label="Auth URL" placeholder="{{url}}/oauth2/v1/authorize" {...field('authUrl')} />
        </>
      )}
      {grantType === 'device_code' && (
        <OAuthTextField
          label="Device Authorization URL"
          placeholder="{{url}}/oauth2/v1/device/authorize"
          {...field('deviceAuthorizationUrl')}
        />
      )}
      {grantType === 'ciba' && (
        <OAuthTextField
          label="Backchannel Authentication URL"
          placeholder="{{url}}/oauth2/v1/bc/authorize"
          {...field('backchannelAuthenticationUrl')}
        />
      )}
      {grantType !== 'implicit' && (
        <OAuthTextField
          label="Access Token URL"
          placeholder="{{url}}/oauth2/v1/token"
          {...field('accessTokenUrl')}
        />
      )}
      {grantType === 'password_credentials' && (
        <>
          <OAuthTextField label="Username" {...field('username')} />
          <OAuthTextField label="Password" secret {...field('password')} />
        </>
      )}
      {grantType === 'jwt_bearer' && <JwtBearerGrantFields config={config} change={change} />}
      {grantType === 'ciba' && <BackchannelFields config={config} change={change} />}
      {grantType === 'token_exchange' && <TokenExchangeFields config={config} change={change} />}
      <ClientAuthenticationFields config={config} change={change} itemId={itemId} />
      {grantType === 'authorization_code_with_pkce' && <PkceFields config={config} change={change} />}
      <ScopeField config={config} change={change} itemId={itemId} />
      {usesBrowser(grantType) && (
        <OAuthTextField label="State" placeholder="Generated if left empty" {...field('state')} />
      )}
    </>
  );
}

/** The OAuth 2.0 set-up of a request, folder or collection: the token in use, and how to get a new one. */
export function OAuth2Form({ auth, onChange, itemId }: OAuth2FormProps) {
  const config = readOAuth2Config(auth);
  const change: Change = (part) => onChange(writeOAuth2Config(auth, { ...config, ...part }));
  const getToken = useStore((state) => state.tokens.getToken);
  const loadKeys = useStore((state) => state.keys.load);
  const loadTokens = useStore((state) => state.tokens.load);
  const isRunning = useStore((state) => state.tokens.flow?.status === 'running');
  useEffect(() => {
    void loadTokens();
    void loadKeys();
  }, [loadTokens, loadKeys]);
  const needsKey = signsWithKey(config) && config.keyId === '';
  return (
    <div className={styles['form']}>
      <CurrentToken config={config} change={change} itemId={itemId} />
      <section className={styles['section']} aria-label="Configure New Token">
        <h3 className={styles['heading']}>Configure New Token</h3>
        <DiscoveryRow config={config} change={change} />
        <NewTokenFields config={config} change={change} itemId={itemId} />
        <OAuth2Advanced config={config} change={change} />
        <FieldRow>
          <Button
            variant="primary"
            loading={isRunning}
            disabled={needsKey}
            tooltip={needsKey ? 'Choose the key that signs first' : undefined}
            onClick={() => void getToken(auth, itemId)}
          >
            Get New Access Token
          </Button>
        </FieldRow>
      </section>
    </div>
  );
}
