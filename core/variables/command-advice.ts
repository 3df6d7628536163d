import { splitCommand } from './split-command.ts';

/** A command line for a program that keeps secrets, to be filled in. */
export interface CommandExample {
  name: string;
  command: string;
}

/** Examples for the programs that most people have. Each prints the secret alone. */
export const commandExamples: readonly CommandExample[] = [
  { name: '1Password', command: 'op read op://Private/okta/clientSecret' },
  { name: 'Bitwarden', command: 'bw get password okta' },
  { name: 'pass', command: 'pass show okta/clientSecret' },
  { name: 'HashiCorp Vault', command: 'vault kv get -field=clientSecret secret/okta' },
  {
    name: 'AWS Secrets Manager',
    command: 'aws secretsmanager get-secret-value --secret-id okta --query SecretString --output text',
  },
  {
    name: 'Azure Key Vault',
    command: 'az keyvault secret show --vault-name my-vault --name okta --query value --output tsv',
  },
  { name: 'Google Secret Manager', command: 'gcloud secrets versions access latest --secret=okta' },
  { name: 'macOS Keychain', command: 'security find-generic-password -s okta -w' },
  { name: 'Linux keyring', command: 'secret-tool lookup service okta' },
];

/** Beginnings that tokens of well-known issuers have. */
const knownBeginning = /^(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AKIA|hvs\.|ops_|eyJ[\w-]+\.|sk-|SSWS)/;
const secretOption = /^--?(?:[\w-]*(?:password|passwd|token|api-?key|passphrase)|[\w-]+-secret)=(.{4,})$/i;

/**
 * Finds the words of a command line that look like a secret themselves: a secret belongs into the program that keeps it,
 * since every process of the machine can read the command lines of all others. A guess: it warns and refuses nothing.
 */
export function findSecretWords(command: string): string[] {
  const split = splitCommand(command);
  if (split.kind === 'fault') return [];
  return split.words.slice(1).filter((word) => {
    const value = /^--?[\w-]+=(.*)$/s.exec(word)?.[1] ?? word;
    return knownBeginning.test(value) || secretOption.test(word) || isRandom(value);
  });
}

/** Long, of one piece, and of several kinds of characters: names and paths are none of it. */
function isRandom(word: string): boolean {
  if (word.length < 24 || /[\s/:@]/.test(word)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word)).length;
  const isUuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(word);
  return kinds === 3 && !isUuid && /\d.*[a-z].*\d|[A-Z].*[a-z].*[A-Z]/.test(word);
}
