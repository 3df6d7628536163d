import { type OAuth2Config, splitScopes } from '../../../core/auth/oauth2/config.ts';
import { applyExplainedAction } from '../../../core/auth/oauth2/explain/apply-action.ts';
import { oktaScopesOf, readOktaServer } from '../../../core/auth/oauth2/okta-server.ts';
import type { ItemId } from '../../../core/ids.ts';
import { Notice } from '../../ui/notice.tsx';
import { resolveVisible, useVariableChain } from '../variables/public.ts';

/** Warns of the classic mistake: `okta.*` scopes asked of a custom server such as `/oauth2/default`. */
export function CustomServerNotice({
  config,
  change,
  itemId,
}: {
  config: OAuth2Config;
  change(part: Partial<OAuth2Config>): void;
  itemId: ItemId | undefined;
}) {
  const chain = useVariableChain(itemId);
  const server = readOktaServer(resolveVisible(chain, config.accessTokenUrl));
  const [scope] = oktaScopesOf(splitScopes(config.scope));
  if (server?.kind !== 'custom' || scope === undefined) return null;
  const mended = applyExplainedAction(config, { kind: 'useOrgServer', label: '' });
  return (
    <Notice
      tone="warning"
      actions={mended === undefined ? [] : [{ label: 'Use the org server', onSelect: () => change(mended) }]}
    >
      “{server.serverId}” is a custom authorization server. Only the org server gives {scope} and other okta.*
      scopes.
    </Notice>
  );
}
