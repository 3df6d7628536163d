import { type Auth, readCredentialText, withCredential } from '../../../core/auth/auth.ts';
import { oauth1Methods } from '../../../core/auth/oauth1.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './authorization.module.css';
import { CredentialField } from './credential-field.tsx';
import type { AuthFieldsProps } from './jwt-fields.tsx';

/** What a text field of an authorization needs. */
function field(auth: Auth, onChange: AuthFieldsProps['onChange'], key: string) {
  return {
    value: readCredentialText(auth, key),
    onChange: (value: string) => onChange(withCredential(auth, key, value)),
  };
}

/** User and password, proved without being sent. */
export function DigestFields({ auth, onChange }: AuthFieldsProps) {
  return (
    <>
      <CredentialField label="Username" {...field(auth, onChange, 'username')} />
      <CredentialField label="Password" secret {...field(auth, onChange, 'password')} />
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
      <CredentialField label="Access Key" {...field(auth, onChange, 'accessKey')} />
      <CredentialField
        label="Secret Key"
        placeholder="{{secretKey}}"
        secret
        {...field(auth, onChange, 'secretKey')}
      />
      <CredentialField label="AWS Region" placeholder="us-east-1" {...field(auth, onChange, 'region')} />
      <CredentialField label="Service Name" placeholder="execute-api" {...field(auth, onChange, 'service')} />
      <CredentialField label="Session Token" secret {...field(auth, onChange, 'sessionToken')} />
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
      <CredentialField label="Consumer Key" {...field(auth, onChange, 'consumerKey')} />
      {method.startsWith('RSA') ? (
        <CredentialField
          label="Private Key"
          placeholder="{{privateKey}}"
          secret
          {...field(auth, onChange, 'privateKey')}
        />
      ) : (
        <CredentialField
          label="Consumer Secret"
          placeholder="{{consumerSecret}}"
          secret
          {...field(auth, onChange, 'consumerSecret')}
        />
      )}
      <CredentialField label="Access Token" {...field(auth, onChange, 'token')} />
      {method.startsWith('RSA') ? null : (
        <CredentialField label="Token Secret" secret {...field(auth, onChange, 'tokenSecret')} />
      )}
      <CredentialField label="Realm" {...field(auth, onChange, 'realm')} />
      <CredentialField label="Verifier" {...field(auth, onChange, 'verifier')} />
      <CredentialField label="Callback URL" {...field(auth, onChange, 'callback')} />
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
