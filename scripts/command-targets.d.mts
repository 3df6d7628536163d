/** The build targets that a command of the command line needs. */
export function targetsOf(command: string | undefined): string[];
