/** What the org says of itself. */
import { type ApiCall, type Answer, ok } from './answer.ts';
import { link } from './links.ts';
import type { Route } from './router.ts';

export const orgInfoRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v1/org', access: 'api', handle: getOrg },
  { method: 'GET', path: '/.well-known/okta-organization', access: 'public', handle: getWellKnown },
];

function getOrg({ org }: ApiCall): Answer {
  return ok({
    id: org.state.id,
    companyName: 'Sandbox Org',
    subdomain: 'sandbox',
    status: 'ACTIVE',
    website: null,
    endUserSupportHelpURL: null,
    phoneNumber: null,
    supportPhoneNumber: null,
    address1: '1 Loopback Lane',
    address2: null,
    city: 'Localhost',
    state: null,
    postalCode: '127001',
    country: null,
    created: org.state.created,
    lastUpdated: org.state.created,
    expiresAt: null,
    _links: {
      self: link(`${org.url}/api/v1/org`, 'GET'),
      organization: link(`${org.url}/.well-known/okta-organization`, 'GET'),
    },
  });
}

function getWellKnown({ org }: ApiCall): Answer {
  return ok({
    id: org.state.id,
    pipeline: 'idx',
    settings: { analyticsCollectionEnabled: false, bugReportingEnabled: false, omEnabled: false },
    _links: { organization: { href: org.url }, alternate: { href: org.url } },
  });
}
