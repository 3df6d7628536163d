import type { ClientAuthenticationMethod, OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import type { ItemId } from '../../../core/ids.ts';
import { Select } from '../../ui/select.tsx';
import { KeyChooser } from './key-chooser.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';
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
        <KeyChooser
          keyId={config.keyId}
          onChange={(keyId) => change({ keyId })}
          hint="The client assertion is signed on this machine, anew for every request."
        >
          <ShowAssertion config={config} itemId={itemId} />
        </KeyChooser>
      )}
    </>
  );
}
