import { FileKey } from 'lucide-react';
import type { OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { resolveVisible, useVariableChain } from '../variables/public.ts';

/** Opens the client assertion of a set-up, as the token request would carry it. */
export function ShowAssertion({ config, itemId }: { config: OAuth2Config; itemId: ItemId | undefined }) {
  const chain = useVariableChain(itemId);
  const open = useStore((state) => state.keys.openAssertion);
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={<FileKey />}
      onClick={() =>
        open({
          keyId: config.keyId,
          clientId: resolveVisible(chain, config.clientId),
          endpoint: resolveVisible(chain, config.accessTokenUrl),
          issuer: resolveVisible(chain, config.issuer),
          audience: config.assertionAudience,
          algorithm: resolveVisible(chain, config.assertionAlgorithm),
        })
      }
    >
      Show the assertion
    </Button>
  );
}
