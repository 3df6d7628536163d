import { readCredentialText, withCredential } from '../../../core/auth/auth.ts';
import { oauth1Methods } from '../../../core/auth/oauth1.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './authorization.module.css';
import { CredentialField } from './credential-field.tsx';
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
