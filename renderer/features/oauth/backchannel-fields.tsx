import type { GrantFieldsProps } from './assertion-grant-fields.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';

/** Who is to approve, and what they are shown. */
export function BackchannelFields({ config, change }: GrantFieldsProps) {
  const field = (key: 'loginHint' | 'idTokenHint' | 'bindingMessage') => ({
    value: config[key],
    onChange: (value: string) => change({ [key]: value }),
  });
  return (
    <>
      <OAuthTextField label="Login Hint" placeholder="ada@example.com" {...field('loginHint')} />
      <OAuthTextField
        label="ID Token Hint"
        placeholder="Instead of the login hint"
        secret
        {...field('idTokenHint')}
      />
      <OAuthTextField
        label="Binding Message"
        hint="Shown on the device, so that the person knows what is approved."
        {...field('bindingMessage')}
      />
    </>
  );
}
