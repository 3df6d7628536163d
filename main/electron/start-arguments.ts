/** What the command line of the desktop app may say. */
export interface StartArguments {
  workspace?: string;
  profile?: string;
  /** Start the sandbox org too. */
  sandbox: boolean;
}

/**
 * Reads the app's own flags; Chromium's and everything else are left alone. The sandbox org's flag has a name of its own
 * because `--sandbox` means something to Chromium.
 */
export function parseStartArguments(argv: readonly string[]): StartArguments {
  const valueOf = (name: string) =>
    argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const workspace = valueOf('workspace');
  const profile = valueOf('profile');
  return {
    ...(workspace !== undefined && workspace !== '' && { workspace }),
    ...(profile !== undefined && profile !== '' && { profile }),
    sandbox: argv.includes('--sandbox-org'),
  };
}
