import { repairOrgUrl } from './org-url.ts';
import type { Variable } from './variable.ts';

/** An environment for one org, to be created. */
export interface OrgEnvironment {
  name: string;
  variables: Variable[];
}

/** Scheme and host, with an optional port; no user, no spaces. */
const addressPattern =
  /^(https?:\/\/)((?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(?::\d{1,5})?)(?:[/?#]|$)/i;

/**
 * Gives the address of an org as it will be used: repaired, scheme and host only. `undefined` where no address can be
 * made of the text.
 */
export function orgAddress(text: string): string | undefined {
  const match = addressPattern.exec(repairOrgUrl(text.trim()));
  return match === null ? undefined : `${match[1] ?? ''}${match[2] ?? ''}`.toLowerCase();
}

/**
 * Makes the environment for the org at an address: `url`, and the empty `clientId` and `clientSecret` that its
 * collections ask for. It is named after the host.
 */
export function orgEnvironment(address: string): OrgEnvironment {
  const row = { initialValue: '', enabled: true };
  return {
    name: address.replace(/^https?:\/\//, ''),
    variables: [
      { ...row, key: 'url', type: 'default', initialValue: address, description: 'The address of the org' },
      { ...row, key: 'clientId', type: 'default', description: 'Client ID of the app integration' },
      {
        ...row,
        key: 'clientSecret',
        type: 'secret',
        description: 'Client secret; kept on this machine only',
      },
    ],
  };
}
