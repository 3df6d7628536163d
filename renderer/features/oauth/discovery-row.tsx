import { useState } from 'react';
import type { OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import { discoveredFields } from '../../../core/auth/oauth2/discovered-fields.ts';
import type { Discovered } from '../../../core/auth/oauth2/discovered.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { OAuthTextField } from './oauth-text-field.tsx';
import { FieldRow } from '../../ui/field.tsx';
import styles from './oauth.module.css';

/** Fills the endpoints in from the address of the org. */
export function DiscoveryRow({
  config,
  change,
}: {
  config: OAuth2Config;
  change(part: Partial<OAuth2Config>): void;
}) {
  const selected = useStore((state) => state.environments.selected);
  const known = selected?.variables.find((variable) => variable.key === 'url');
  const [typed, setTyped] = useState<string>();
  const [found, setFound] = useState<Discovered>();
  const [isRunning, setRunning] = useState(false);
  const discover = useStore((state) => state.tokens.discover);
  const address = typed ?? config.issuer ?? '';
  const wanted = address === '' ? (known?.currentValue ?? known?.initialValue ?? '') : address;
  const run = async () => {
    setRunning(true);
    const answer = await discover(wanted);
    setRunning(false);
    if (answer === undefined) return;
    setFound(answer);
    change(discoveredFields(answer));
  };
  return (
    <>
      <OAuthTextField
        label="Org URL or issuer"
        value={address}
        placeholder={wanted === '' ? 'https://acme.okta.com' : wanted}
        onChange={setTyped}
        hint="Fills the addresses below in from what the server says about itself."
      />
      <FieldRow>
        <Button size="sm" loading={isRunning} disabled={wanted === ''} onClick={() => void run()}>
          Fill in from the server
        </Button>
      </FieldRow>
      {found?.warnings.map((warning) => (
        <Notice key={warning.code} tone="warning">
          {warning.message}
        </Notice>
      ))}
      {found !== undefined && (
        <p className={styles['offers']}>
          {found.grantTypes.map((grant) => (
            <Badge key={grant}>{grant}</Badge>
          ))}
          {found.dpopSigningAlgs.length > 0 && <Badge tone="accent">DPoP</Badge>}
          {found.pushedAuthorizationRequestEndpoint !== undefined && <Badge tone="accent">PAR</Badge>}
        </p>
      )}
    </>
  );
}
