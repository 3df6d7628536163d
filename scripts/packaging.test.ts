import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const config = parse(readFileSync(`${root}/electron-builder.yml`, 'utf8')) as Record<string, unknown>;

interface Validator {
  validateConfiguration(config: Record<string, unknown>, logger: unknown): Promise<void>;
}

async function validate(candidate: Record<string, unknown>): Promise<void> {
  // Neither module has types for these paths; they are what electron-builder itself runs first.
  const modules = ['app-builder-lib/out/util/config/config.js', 'builder-util'];
  const [validator, util] = (await Promise.all(modules.map((name) => import(/* @vite-ignore */ name)))) as [
    Validator,
    { DebugLogger: new (enabled: boolean) => unknown },
  ];
  await validator.validateConfiguration(candidate, new util.DebugLogger(false));
}

it('is a configuration that electron-builder takes', async () => {
  await expect(validate(config)).resolves.toBeUndefined();
  await expect(validate({ ...config, asarr: true })).rejects.toThrow();
}, 60_000);

it('sets every fuse that electron-builder knows, as policy', () => {
  const scheme = JSON.parse(readFileSync(`${root}/node_modules/app-builder-lib/scheme.json`, 'utf8')) as {
    definitions: { FuseOptionsV1: { properties: Record<string, unknown> } };
  };
  const fuses = config['electronFuses'] as Record<string, boolean>;
  expect(Object.keys(fuses).toSorted()).toEqual(
    Object.keys(scheme.definitions.FuseOptionsV1.properties).toSorted(),
  );
  const on = Object.keys(fuses).filter((name) => fuses[name]);
  expect(on.toSorted()).toEqual([
    'enableCookieEncryption',
    'enableEmbeddedAsarIntegrityValidation',
    'onlyLoadAppFromAsar',
    'resetAdHocDarwinSignature',
  ]);
});

it('packs the bundles only', () => {
  expect(config['files']).toEqual([
    'package.json',
    'out/renderer/**',
    'out/electron/**',
    'out/preload/**',
    'out/sandbox-org/**',
    'out/script-guest/**',
    'out/script-libraries/**',
    'out/script-runner/**',
    '!**/*.map',
  ]);
  const { dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
    dependencies?: object;
  };
  expect(dependencies ?? {}).toEqual({});
});
