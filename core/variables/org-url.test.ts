import { describe, expect, it } from 'vitest';
import { proposeOrgUrlRepairs, repairOrgUrl } from './org-url.ts';

describe('org address repairs', () => {
  it.each([
    ['https://acme.okta.com', []],
    ['acme.okta.com', [['addScheme', 'https://acme.okta.com']]],
    ['localhost:8080', [['addScheme', 'http://localhost:8080']]],
    ['https://acme.okta.com//', [['removeTrailingSlash', 'https://acme.okta.com']]],
    ['https://dev-123-admin.okta.com', [['removeAdminLabel', 'https://dev-123.okta.com']]],
    [
      'https://Acme-Admin.OktaPreview.com:443/x',
      [['removeAdminLabel', 'https://Acme.OktaPreview.com:443/x']],
    ],
    ['https://acme-admin.okta-emea.com', [['removeAdminLabel', 'https://acme.okta-emea.com']]],
    ['https://acme-admin.okta-gov.com', [['removeAdminLabel', 'https://acme.okta-gov.com']]],
    ['https://acme-admin.okta.mil', [['removeAdminLabel', 'https://acme.okta.mil']]],
    ['https://acme-admin.example.com', []],
    ['https://acme-admin.okta.com.example.com', []],
    ['https://acme-admin.notokta.com', []],
    ['https://-admin.okta.com', []],
    ['{{host}}/', []],
    ['', []],
    ['https://', []],
  ])('%s', (value, expected) => {
    expect(proposeOrgUrlRepairs(value).map(({ kind, after }) => [kind, after])).toEqual(expected);
  });

  it('applies all of them or the ones asked for', () => {
    expect(repairOrgUrl('dev-1-admin.okta.com/')).toBe('https://dev-1.okta.com');
    expect(repairOrgUrl('dev-1-admin.okta.com/', ['addScheme'])).toBe('https://dev-1-admin.okta.com/');
  });
});
