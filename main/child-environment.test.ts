import { expect, it } from 'vitest';
import { desktopEnvironment, programEnvironment } from './child-environment.ts';

const environment = {
  PATH: '/usr/bin',
  Path: 'C:\\bin',
  HOME: '/home/me',
  LC_ALL: 'C',
  SystemRoot: 'C:\\Windows',
  DISPLAY: ':0',
  XAUTHORITY: '/run/x',
  DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
  https_proxy: 'http://me:CANARY@proxy.test:3128',
  NODE_OPTIONS: '--require ./x',
  POSTERN_CLIENT_SECRET: 'CANARY',
  POSTERN_KEY_PASSPHRASE: 'CANARY',
  OKTA_API_TOKEN: 'CANARY',
  OKTA_CLIENT_PRIVATEKEY: 'CANARY',
  AWS_SECRET_ACCESS_KEY: 'CANARY',
  NPM_CONFIG__AUTH: 'CANARY',
  DB_PASSWORD: 'CANARY',
  POSTERN_SANDBOX_TOKEN_SEC: '5',
  absent: undefined,
};

it('starts a program of ours with little, and with what it asks for', () => {
  const names = ['PATH', 'Path', 'HOME', 'LC_ALL', 'SystemRoot'];
  expect(Object.keys(programEnvironment([], environment))).toEqual(names);
  expect(programEnvironment(['POSTERN_SANDBOX_TOKEN_SEC'], environment)).toMatchObject({
    PATH: '/usr/bin',
    POSTERN_SANDBOX_TOKEN_SEC: '5',
  });
});

it('leaves a browser its desktop and its proxy, without a secret', () => {
  const kept = desktopEnvironment(environment);
  expect(kept).toMatchObject({
    DISPLAY: ':0',
    XAUTHORITY: '/run/x',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
    https_proxy: 'http://proxy.test:3128',
  });
  expect(JSON.stringify(kept)).not.toContain('CANARY');
});
