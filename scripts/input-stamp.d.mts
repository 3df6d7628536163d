export interface Stamp {
  isCurrent(): boolean;
  write(): void;
}
export function createStamp(options: {
  root?: string;
  stampFile: string;
  inputs: readonly string[];
  ignore?: (file: string) => boolean;
  outputs: readonly string[];
}): Stamp;
