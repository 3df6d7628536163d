import { type Auth, readCredentialText, withCredential } from '../../../core/auth/auth.ts';
import { isSecretAlgorithm } from '../../../core/auth/jwt-bearer.ts';
import type { JsonValue } from '../../../core/json-value.ts';
import { secretAlgorithms, signingAlgorithms } from '../../../core/jwt/algorithms.ts';
import { useStore } from '../../store/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import { Field, FieldRow } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { KeyChooser } from '../oauth/public.ts';
import styles from './authorization.module.css';
import { CredentialField } from '../../ui/credential-field.tsx';
import { fieldOf } from './field-of.ts';

/** The parameters of one authorization, and what changes them. */
export type AuthFieldsProps = { auth: Auth; onChange: (auth: Auth) => void };

const algorithms = [
  ...secretAlgorithms.map((value) => ({
    value: value as string,
    label: value,
    group: 'With a shared secret',
  })),
  ...signingAlgorithms.map((value) => ({
    value: value as string,
    label: value,
    group: 'With a private key',
  })),
];

/** A private key that stands in the files of the workspace, with the way out of them. */
function PastedKey({ auth, onChange }: AuthFieldsProps) {
  const importKey = useStore((state) => state.keys.importKey);
  const showError = useStore((state) => state.notices.showError);
  const text = readCredentialText(auth, 'privateKey');
  const passphrase = readCredentialText(auth, 'passphrase');
  const isLiteral = text !== '' && !text.includes('{{');
  const keep = async () => {
    try {
      const { key } = await importKey({ text, ...(passphrase === '' ? {} : { passphrase }) });
      if (key === undefined) return;
      const cleared = withCredential(withCredential(auth, 'privateKey', ''), 'passphrase', '');
      onChange(withCredential(cleared, 'keyId', key.id));
    } catch (error) {
      showError(error);
    }
  };
  return (
    <>
      {isLiteral ? (
        <Notice
          tone="warning"
          title="A private key stands in the files of the workspace"
          actions={[{ label: 'Move it to Keys', onSelect: () => void keep() }]}
        >
          Stored under Keys it is encrypted, and stays on this machine.
        </Notice>
      ) : (
        <CredentialField label="Private Key" secret {...fieldOf(auth, onChange, 'privateKey')} />
      )}
      <CredentialField label="Passphrase" secret {...fieldOf(auth, onChange, 'passphrase')} />
    </>
  );
}

function Signer({ auth, onChange }: AuthFieldsProps) {
  const read = (key: string) => readCredentialText(auth, key);
  const set = (key: string) => (value: JsonValue) => onChange(withCredential(auth, key, value));
  const algorithm = read('algorithm') || 'HS256';
  if (isSecretAlgorithm(algorithm)) {
    return (
      <>
        <CredentialField
          label="Secret"
          placeholder="{{secret}}"
          value={read('secret')}
          onChange={set('secret')}
          secret
        />
        <FieldRow>
          <Checkbox
            label="The secret is Base64"
            checked={read('isSecretBase64Encoded') === 'true'}
            onChange={set('isSecretBase64Encoded')}
          />
        </FieldRow>
      </>
    );
  }
  const hasPasted = read('privateKey') !== '' && read('keyId') === '';
  return (
    <>
      <KeyChooser
        keyId={read('keyId')}
        onChange={set('keyId')}
        hint="The token is signed on this machine, anew for every request."
      />
      {hasPasted ? <PastedKey auth={auth} onChange={onChange} /> : null}
    </>
  );
}

function Placement({ auth, onChange }: AuthFieldsProps) {
  const isInQuery = readCredentialText(auth, 'addTokenTo') === 'queryParam';
  return (
    <>
      <Select
        layout="row"
        label="Add to"
        value={isInQuery ? 'queryParam' : 'header'}
        onChange={fieldOf(auth, onChange, 'addTokenTo').onChange}
        options={[
          { value: 'header', label: 'Header' },
          { value: 'queryParam', label: 'Query Params' },
        ]}
      />
      {isInQuery ? (
        <CredentialField
          label="Query Param"
          placeholder="token"
          {...fieldOf(auth, onChange, 'queryParamKey')}
        />
      ) : (
        <CredentialField
          label="Header Prefix"
          placeholder="Bearer"
          {...fieldOf(auth, onChange, 'headerPrefix')}
        />
      )}
    </>
  );
}

/** A JWT of one’s own, signed for each request. */
export function JwtFields({ auth, onChange }: AuthFieldsProps) {
  const json = (label: string, key: string, height: number, placeholder?: string) => (
    <Field label={label} layout="row">
      {() => (
        <div className={styles['json']} style={{ height }}>
          <CodeEditor
            ariaLabel={label}
            language="json"
            lineNumbers={false}
            placeholder={placeholder}
            {...fieldOf(auth, onChange, key)}
          />
        </div>
      )}
    </Field>
  );
  return (
    <>
      <Select
        layout="row"
        label="Algorithm"
        value={readCredentialText(auth, 'algorithm') || 'HS256'}
        onChange={(value) => onChange(withCredential(auth, 'algorithm', value))}
        options={algorithms}
      />
      <Signer auth={auth} onChange={onChange} />
      {json('Payload', 'payload', 132)}
      <CredentialField
        label="Lifetime in seconds"
        placeholder="As the payload says"
        {...fieldOf(auth, onChange, 'lifetime')}
      />
      {json('JWT Headers', 'header', 72, '{"kid": "my-key"}')}
      <Placement auth={auth} onChange={onChange} />
    </>
  );
}
