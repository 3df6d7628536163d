import { Copy } from 'lucide-react';
import { CredentialField, type CredentialFieldProps } from '../../ui/credential-field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { copyText } from '../notices/public.ts';

export type OAuthTextFieldProps = Omit<CredentialFieldProps, 'suffix'> & {
  /** Offers to copy the text. */
  copy?: boolean;
};

/** One line of the set-up, with `{{variables}}`. */
export function OAuthTextField({ copy = false, ...field }: OAuthTextFieldProps) {
  const { label, value } = field;
  const button = (
    <IconButton
      size="sm"
      label={`Copy ${label}`}
      icon={<Copy />}
      onClick={() => void copyText(value, label)}
    />
  );
  return <CredentialField {...field} suffix={copy ? button : undefined} />;
}
