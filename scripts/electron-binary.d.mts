export function findElectron(): string | undefined;
export function whyNoDesktop(options?: {
  platform?: NodeJS.Platform;
  env?: Readonly<Record<string, string | undefined>>;
  uid?: number | undefined;
}): string | undefined;
