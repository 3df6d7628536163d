export function build(options?: { only?: string[]; force?: boolean; quiet?: boolean }): Promise<string[]>;
