import { FileKey } from 'lucide-react';
import type { OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import type { ItemId } from '../../../core/ids.ts';
import { createTemplateResolver } from '../../../core/variables/resolve-template.ts';
import type { ScopeChain } from '../../../core/variables/scope.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { useVariableChain } from '../variables/public.ts';

/** Replaces the variables of a text; empty where one of them is secret, missing or made anew for each send. */
function resolveVisible(chain: ScopeChain, text: string): string {
  if (!text.includes('{{')) return text;
  const isHidden = (name: string) =>
    chain.find((scope) => scope.variables.has(name))?.variables.get(name)?.secret;
  const visible = chain.map((scope) => ({
    ...scope,
    variables: new Map([...scope.variables].filter(([name]) => isHidden(name) !== true)),
  }));
  try {
    const resolved = createTemplateResolver(visible, () => undefined).resolve(text);
    return resolved.unresolved.length === 0 ? resolved.text : '';
  } catch {
    return '';
  }
}

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
