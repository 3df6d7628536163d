export function findBrowser(options?: {
  platform?: NodeJS.Platform;
  env?: Readonly<Record<string, string | undefined>>;
}): Promise<string | undefined>;
export function obtainBrowser(): Promise<string>;
