import { KeyRound } from 'lucide-react';
import type { ClientAuthenticationMethod, OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import { ShowAssertion } from './show-assertion.tsx';

const methods: { value: ClientAuthenticationMethod; label: string }[] = [
  { value: 'client_secret_basic', label: 'Send as Basic Auth header' },
  { value: 'client_secret_post', label: 'Send client credentials in body' },
  { value: 'private_key_jwt', label: 'Private key (private_key_jwt)' },
  { value: 'client_secret_jwt', label: 'Secret as signed JWT (client_secret_jwt)' },
  { value: 'none', label: 'None (public client)' },
];

export interface ClientAuthenticationFieldsProps {
  config: OAuth2Config;
  change(part: Partial<OAuth2Config>): void;
  /** Where the set-up stands, for its variables. */
  itemId: ItemId | undefined;
}

function KeyChooser({ config, change, itemId }: ClientAuthenticationFieldsProps) {
  const keys = useStore((state) => state.keys.list);
  const setDialog = useStore((state) => state.keys.setDialog);
  const options = keys.map((key) => ({
    value: key.id,
    label: key.name,
    description: `${key.alg}, kid ${key.kid}`,
  }));
  const isMissing = config.keyId !== '' && !keys.some((key) => key.id === config.keyId);
  return (
    <>
      <Select
        layout="row"
        label="Key"
        value={isMissing || config.keyId === '' ? undefined : config.keyId}
        placeholder={isMissing ? 'The key is not on this machine' : 'Choose the key that signs'}
        onChange={(keyId) => change({ keyId })}
        options={options}
        hint="The client assertion is signed on this machine, anew for every request."
      />
      <FieldRow>
        <Button size="sm" icon={<KeyRound />} onClick={() => setDialog('generate')}>
          Generate a key
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setDialog('import')}>
          Paste a key
        </Button>
        <ShowAssertion config={config} itemId={itemId} />
      </FieldRow>
    </>
  );
}

/** Who the client is, and how it proves it. */
export function ClientAuthenticationFields({ config, change, itemId }: ClientAuthenticationFieldsProps) {
  const usesSecret = config.clientAuthentication.startsWith('client_secret');
  return (
    <>
      <OAuthTextField
        label="Client ID"
        placeholder="{{clientId}}"
        value={config.clientId}
        onChange={(clientId) => change({ clientId })}
      />
      {usesSecret && (
        <OAuthTextField
          label="Client Secret"
          placeholder="{{clientSecret}}"
          secret
          value={config.clientSecret}
          onChange={(clientSecret) => change({ clientSecret })}
        />
      )}
      <Select<ClientAuthenticationMethod>
        layout="row"
        label="Client Authentication"
        value={config.clientAuthentication}
        onChange={(clientAuthentication) => change({ clientAuthentication })}
        options={methods}
      />
      {config.clientAuthentication === 'private_key_jwt' && (
        <KeyChooser config={config} change={change} itemId={itemId} />
      )}
    </>
  );
}
