import { readCredentialText, withCredential } from '../../../core/auth/auth.ts';
import { hawkAlgorithms } from '../../../core/auth/hawk.ts';
import { oauth1Methods } from '../../../core/auth/oauth1.ts';
import { signingAlgorithms } from '../../../core/jwt/algorithms.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './authorization.module.css';
import { CredentialField } from '../../ui/credential-field.tsx';
import { fieldOf } from './field-of.ts';
import type { AuthFieldsProps } from './jwt-fields.tsx';

/** User and password, proved without being sent. */
export function DigestFields({ auth, onChange }: AuthFieldsProps) {
  return (
    <>
      <CredentialField label="Username" {...fieldOf(auth, onChange, 'username')} />
      <CredentialField label="Password" secret {...fieldOf(auth, onChange, 'password')} />
      <p className={styles['text']}>
        The request goes out once without, and again with the answer to what the server asks.
      </p>
    </>
  );
}

/** AWS Signature Version 4. */
export function AwsFields({ auth, onChange }: AuthFieldsProps) {
  return (
    <>
      <CredentialField label="Access Key" {...fieldOf(auth, onChange, 'accessKey')} />
      <CredentialField
        label="Secret Key"
        placeholder="{{secretKey}}"
        secret
        {...fieldOf(auth, onChange, 'secretKey')}
      />
      <CredentialField label="AWS Region" placeholder="us-east-1" {...fieldOf(auth, onChange, 'region')} />
      <CredentialField
        label="Service Name"
        placeholder="execute-api"
        {...fieldOf(auth, onChange, 'service')}
      />
      <CredentialField label="Session Token" secret {...fieldOf(auth, onChange, 'sessionToken')} />
    </>
  );
}

/** Hawk. */
export function HawkFields({ auth, onChange }: AuthFieldsProps) {
  const algorithm = readCredentialText(auth, 'algorithm') || 'sha256';
  return (
    <>
      <CredentialField label="Hawk Auth ID" {...fieldOf(auth, onChange, 'authId')} />
      <CredentialField
        label="Hawk Auth Key"
        placeholder="{{hawkKey}}"
        secret
        {...fieldOf(auth, onChange, 'authKey')}
      />
      <Select
        layout="row"
        label="Algorithm"
        value={algorithm}
        onChange={(value) => onChange(withCredential(auth, 'algorithm', value))}
        options={hawkAlgorithms.map((value) => ({ value: value as string, label: value }))}
      />
      <CredentialField label="ext" {...fieldOf(auth, onChange, 'extraData')} />
      <CredentialField label="app" {...fieldOf(auth, onChange, 'app')} />
      <CredentialField label="dlg" {...fieldOf(auth, onChange, 'delegation')} />
      <FieldRow>
        <Checkbox
          label="Include the hash of the body"
          checked={readCredentialText(auth, 'includePayloadHash') === 'true'}
          onChange={(isOn) => onChange(withCredential(auth, 'includePayloadHash', isOn))}
        />
      </FieldRow>
    </>
  );
}

/** Akamai EdgeGrid. */
export function EdgeGridFields({ auth, onChange }: AuthFieldsProps) {
  const secret = (key: string) => ({ secret: true, ...fieldOf(auth, onChange, key) });
  return (
    <>
      <CredentialField label="Access Token" placeholder="{{accessToken}}" {...secret('accessToken')} />
      <CredentialField label="Client Token" placeholder="{{clientToken}}" {...secret('clientToken')} />
      <CredentialField label="Client Secret" placeholder="{{clientSecret}}" {...secret('clientSecret')} />
      <CredentialField
        label="Headers to Sign"
        placeholder="X-Header1, X-Header2"
        {...fieldOf(auth, onChange, 'headersToSign')}
      />
      <CredentialField
        label="Base URL"
        placeholder="The request's own"
        {...fieldOf(auth, onChange, 'baseURL')}
      />
      <CredentialField
        label="Max Body Size"
        placeholder="131072"
        {...fieldOf(auth, onChange, 'maxBodySize')}
      />
    </>
  );
}

/** ASAP, a JWT that Atlassian's services take from each other. */
export function AsapFields({ auth, onChange }: AuthFieldsProps) {
  return (
    <>
      <Select
        layout="row"
        label="Algorithm"
        value={readCredentialText(auth, 'alg') || 'RS256'}
        onChange={(value) => onChange(withCredential(auth, 'alg', value))}
        options={signingAlgorithms.map((value) => ({ value: value as string, label: value }))}
      />
      <CredentialField label="Issuer" {...fieldOf(auth, onChange, 'iss')} />
      <CredentialField label="Audience" {...fieldOf(auth, onChange, 'aud')} />
      <CredentialField label="Key ID" {...fieldOf(auth, onChange, 'kid')} />
      <CredentialField
        label="Private Key"
        placeholder="{{privateKey}}"
        secret
        {...fieldOf(auth, onChange, 'privateKey')}
      />
      <CredentialField label="Subject" placeholder="The issuer" {...fieldOf(auth, onChange, 'sub')} />
      <CredentialField
        label="Additional Claims"
        placeholder={'{"scope": "read"}'}
        {...fieldOf(auth, onChange, 'claims')}
      />
      <CredentialField label="Expiry (seconds)" placeholder="3600" {...fieldOf(auth, onChange, 'exp')} />
    </>
  );
}

/** OAuth 1.0, signed in the `Authorization` header. */
export function OAuth1Fields({ auth, onChange }: AuthFieldsProps) {
  const method = readCredentialText(auth, 'signatureMethod') || 'HMAC-SHA1';
  return (
    <>
      <Select
        layout="row"
        label="Signature Method"
        value={method}
        onChange={(value) => onChange(withCredential(auth, 'signatureMethod', value))}
        options={oauth1Methods.map((value) => ({ value: value as string, label: value }))}
      />
      <CredentialField label="Consumer Key" {...fieldOf(auth, onChange, 'consumerKey')} />
      {method.startsWith('RSA') ? (
        <CredentialField
          label="Private Key"
          placeholder="{{privateKey}}"
          secret
          {...fieldOf(auth, onChange, 'privateKey')}
        />
      ) : (
        <CredentialField
          label="Consumer Secret"
          placeholder="{{consumerSecret}}"
          secret
          {...fieldOf(auth, onChange, 'consumerSecret')}
        />
      )}
      <CredentialField label="Access Token" {...fieldOf(auth, onChange, 'token')} />
      {method.startsWith('RSA') ? null : (
        <CredentialField label="Token Secret" secret {...fieldOf(auth, onChange, 'tokenSecret')} />
      )}
      <CredentialField label="Realm" {...fieldOf(auth, onChange, 'realm')} />
      <CredentialField label="Verifier" {...fieldOf(auth, onChange, 'verifier')} />
      <CredentialField label="Callback URL" {...fieldOf(auth, onChange, 'callback')} />
      <FieldRow>
        <Checkbox
          label="Sign the hash of the body"
          checked={readCredentialText(auth, 'includeBodyHash') === 'true'}
          onChange={(isOn) => onChange(withCredential(auth, 'includeBodyHash', isOn))}
        />
      </FieldRow>
    </>
  );
}
