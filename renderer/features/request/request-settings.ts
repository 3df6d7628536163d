import type { RequestSettings } from '../../../core/http/request.ts';

/** Puts one wish in or, with `undefined`, takes it out; without any wish the settings are absent. */
export function withSetting<K extends keyof RequestSettings>(
  settings: RequestSettings | undefined,
  key: K,
  value: RequestSettings[K],
): RequestSettings | undefined {
  const { [key]: _before, ...rest } = settings ?? {};
  const next = value === undefined ? rest : { ...rest, [key]: value };
  return Object.keys(next).length === 0 ? undefined : next;
}

/** Reads a typed number that may be left empty; what is no whole number of at least 0 counts as empty. */
export function readLimit(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
