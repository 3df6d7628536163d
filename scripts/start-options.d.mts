export interface StartOptions {
  web?: true;
  noOpen?: true;
  sandbox?: true;
  electron?: true;
  help?: true;
  port?: number;
  workspace?: string;
  profile?: string;
}
export const startUsage: string;
export function parseStartOptions(args: readonly string[]): StartOptions;
