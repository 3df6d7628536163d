import { type OAuth2Config } from '../../../core/auth/oauth2/config.ts';
import type { GuideTrack } from '../../../core/guide/guide-step.ts';
import type { Environment } from '../../../core/workspace/environment.ts';

type Variables = Environment['variables'] | undefined;

const find = (variables: Variables, name: string) =>
  variables?.find((variable) => variable.key === name && variable.enabled);

/** The name in `{{name}}`, where a text is nothing else. */
export function variableIn(text: string): string | undefined {
  return /^\s*\{\{([^{}]+)\}\}\s*$/.exec(text)?.[1]?.trim();
}

/** The variable that holds the address of the org. */
export function urlVariableOf(variables: Variables): string {
  return find(variables, 'url') === undefined && find(variables, 'baseUrl') !== undefined ? 'baseUrl' : 'url';
}

/** The variable a new set-up takes its client ID from: a service app may have one of its own. */
export function clientIdVariableOf(variables: Variables, track: GuideTrack): string {
  const own = 'serviceClientId';
  return track === 'service' && find(variables, own) !== undefined ? own : 'clientId';
}

/** True where a variable has a value, which for a secret only its handle tells. */
export function isFilled(variables: Variables, name: string): boolean {
  const variable = find(variables, name);
  if (variable === undefined) return false;
  const { secretId, currentValue, initialValue } = variable;
  return secretId !== undefined || (currentValue ?? initialValue) !== '';
}

/** The secret a set-up of the user track still waits for; none for a public client or one with a key. */
export function missingSecretOf(variables: Variables, config: OAuth2Config | undefined): string | undefined {
  const isSecretUsed = config === undefined || config.clientAuthentication.startsWith('client_secret');
  const name = config === undefined ? 'clientSecret' : variableIn(config.clientSecret);
  return isSecretUsed && name !== undefined && !isFilled(variables, name) ? name : undefined;
}

/** Variables that hold an id of the org's, such as `userId`; those of clients are no answer's. */
export function filledIds(variables: Variables): string[] {
  return (variables ?? [])
    .map(({ key }) => key)
    .filter((key) => /^[a-z]\w*Id$/.test(key) && !/client/i.test(key) && isFilled(variables, key));
}
