import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import type { OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import { tokenTypes } from '../../../core/auth/oauth2/grants/token-exchange.ts';
import { KeyChooser } from './key-chooser.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';

export interface GrantFieldsProps {
  config: OAuth2Config;
  change(part: Partial<OAuth2Config>): void;
}

/** A token upon a signed assertion: signed here, or made elsewhere. */
export function JwtBearerGrantFields({ config, change }: GrantFieldsProps) {
  const field = (
    key: 'grantAssertion' | 'grantIssuer' | 'grantSubject' | 'grantAudience' | 'grantClaims',
  ) => ({
    value: config[key],
    onChange: (value: string) => change({ [key]: value }),
  });
  const hasOwn = config.grantAssertion !== '';
  return (
    <>
      <OAuthTextField
        label="Assertion"
        placeholder="Signed here if left empty"
        secret
        {...field('grantAssertion')}
      />
      {hasOwn ? null : (
        <>
          {config.clientAuthentication === 'private_key_jwt' ? null : (
            <KeyChooser
              keyId={config.keyId}
              onChange={(keyId) => change({ keyId })}
              hint="The assertion is signed on this machine, anew for every token."
            />
          )}
          <OAuthTextField label="Issuer" placeholder="The Client ID" {...field('grantIssuer')} />
          <OAuthTextField label="Subject" placeholder="For whom the token is" {...field('grantSubject')} />
          <OAuthTextField
            label="Assertion Audience"
            placeholder="The Access Token URL"
            {...field('grantAudience')}
          />
          <OAuthTextField
            label="Further Claims"
            placeholder={'{"scope": "read"}'}
            hint="A JSON object. Some servers read the scope here."
            {...field('grantClaims')}
          />
        </>
      )}
    </>
  );
}

const typeNames: Record<(typeof tokenTypes)[number], string> = {
  'urn:ietf:params:oauth:token-type:access_token': 'Access token',
  'urn:ietf:params:oauth:token-type:id_token': 'ID token',
  'urn:ietf:params:oauth:token-type:refresh_token': 'Refresh token',
  'urn:ietf:params:oauth:token-type:jwt': 'JWT',
  'urn:ietf:params:oauth:token-type:saml2': 'SAML 2.0 assertion',
  'urn:ietf:params:oauth:token-type:saml1': 'SAML 1.1 assertion',
};
const typeOptions = tokenTypes.map((value) => ({ value: value as string, label: typeNames[value] }));

function TokenType({
  label,
  value,
  unset,
  onChange,
}: {
  label: string;
  value: string;
  /** What an empty one means, where that is a choice. */
  unset?: string;
  onChange(value: string): void;
}) {
  const isUnknown = value !== '' && !typeOptions.some((option) => option.value === value);
  return (
    <Select
      layout="row"
      label={label}
      value={value === '' && unset === undefined ? tokenTypes[0] : value}
      onChange={onChange}
      options={[
        ...(unset === undefined ? [] : [{ value: '', label: unset }]),
        ...typeOptions,
        ...(isUnknown ? [{ value, label: value }] : []),
      ]}
    />
  );
}

/** One token for another. */
export function TokenExchangeFields({ config, change }: GrantFieldsProps) {
  return (
    <>
      <OAuthTextField
        label="Subject Token"
        placeholder="{{subjectToken}}"
        secret
        value={config.subjectToken}
        onChange={(subjectToken) => change({ subjectToken })}
      />
      <TokenType
        label="Subject Token Type"
        value={config.subjectTokenType}
        onChange={(subjectTokenType) => change({ subjectTokenType })}
      />
      <OAuthTextField
        label="Actor Token"
        placeholder="None"
        secret
        value={config.actorToken}
        onChange={(actorToken) => change({ actorToken })}
      />
      {config.actorToken === '' ? null : (
        <TokenType
          label="Actor Token Type"
          value={config.actorTokenType}
          onChange={(actorTokenType) => change({ actorTokenType })}
        />
      )}
      <TokenType
        label="Requested Token Type"
        value={config.requestedTokenType}
        unset="The server’s choice"
        onChange={(requestedTokenType) => change({ requestedTokenType })}
      />
      {config.audience === '' && config.resource === '' ? (
        <Notice tone="info">Most servers want an audience or a resource as well: see Advanced.</Notice>
      ) : null}
    </>
  );
}
