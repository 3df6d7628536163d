import type { JsonObject } from './json-value.ts';

/** An app of the seed; groups are named as in the seed of groups. */
export interface SeedApp {
  readonly name: string;
  readonly label: string;
  readonly signOnMode: string;
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly hidden: boolean;
  readonly credentials: JsonObject;
  readonly settings: JsonObject;
  readonly groups: readonly string[];
  /** First names of people who are assigned by themselves. */
  readonly people: readonly string[];
}

/** Labels of the apps that are OAuth clients, by what they are for. */
export const clientLabels = {
  web: 'Harbour Portal',
  native: 'Pocket Portal',
  service: 'Badge Report',
  dpopService: 'Nightly Sync',
};

const userNameTemplate = { template: '${source.login}', type: 'BUILT_IN' };

const oauthClient = (
  client: { readonly type: string; readonly method: string; readonly dpop?: boolean },
  grants: string[],
  redirects: string[],
): Pick<SeedApp, 'credentials' | 'settings'> => ({
  credentials: {
    userNameTemplate,
    signing: {},
    oauthClient: {
      autoKeyRotation: true,
      token_endpoint_auth_method: client.method,
    },
  },
  settings: {
    app: {},
    oauthClient: {
      redirect_uris: redirects,
      response_types: grants.includes('authorization_code') ? ['code'] : ['token'],
      grant_types: grants,
      application_type: client.type,
      consent_method: 'REQUIRED',
      issuer_mode: 'ORG_URL',
      dpop_bound_access_tokens: client.dpop === true,
    },
  },
});

export const seedApps: readonly SeedApp[] = [
  {
    name: 'oidc_client',
    label: clientLabels.web,
    signOnMode: 'OPENID_CONNECT',
    status: 'ACTIVE',
    hidden: false,
    ...oauthClient(
      { type: 'web', method: 'client_secret_post' },
      ['authorization_code', 'refresh_token'],
      ['http://localhost:8080/authorization-code/callback'],
    ),
    groups: ['Everyone'],
    people: [],
  },
  {
    name: 'oidc_client',
    label: clientLabels.dpopService,
    signOnMode: 'OPENID_CONNECT',
    status: 'ACTIVE',
    hidden: true,
    ...oauthClient({ type: 'service', method: 'private_key_jwt', dpop: true }, ['client_credentials'], []),
    groups: [],
    people: [],
  },
  {
    name: 'sandbox_ledger_1',
    label: 'Ledger',
    signOnMode: 'SAML_2_0',
    status: 'ACTIVE',
    hidden: false,
    credentials: { userNameTemplate, signing: {} },
    settings: {
      app: {},
      signOn: {
        ssoAcsUrl: 'https://ledger.sandbox.example/saml/acs',
        audience: 'https://ledger.sandbox.example',
        subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        responseSigned: true,
        assertionSigned: true,
        signatureAlgorithm: 'RSA_SHA256',
        digestAlgorithm: 'SHA256',
      },
    },
    groups: ['Finance'],
    people: ['Tony'],
  },
  {
    name: 'bookmark',
    label: 'Canteen Menu',
    signOnMode: 'BOOKMARK',
    status: 'ACTIVE',
    hidden: false,
    credentials: { userNameTemplate, signing: {} },
    settings: { app: { url: 'https://canteen.sandbox.example/today', requestIntegration: false } },
    groups: ['Everyone'],
    people: [],
  },
  {
    name: 'template_swa',
    label: 'Parcel Desk',
    signOnMode: 'BROWSER_PLUGIN',
    status: 'INACTIVE',
    hidden: false,
    credentials: { scheme: 'EDIT_USERNAME_AND_PASSWORD', userNameTemplate, signing: {} },
    settings: { app: { url: 'https://parcels.sandbox.example/login', usernameField: 'user' } },
    groups: ['Workshop'],
    people: ['Fenna'],
  },
  {
    name: 'oidc_client',
    label: clientLabels.native,
    signOnMode: 'OPENID_CONNECT',
    status: 'ACTIVE',
    hidden: true,
    ...oauthClient(
      { type: 'native', method: 'none' },
      ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      [
        'http://localhost:8080/authorization-code/callback',
        'http://127.0.0.1/callback',
        'app.postern:/oauth/callback',
      ],
    ),
    groups: ['Everyone'],
    people: [],
  },
  {
    name: 'oidc_client',
    label: clientLabels.service,
    signOnMode: 'OPENID_CONNECT',
    status: 'ACTIVE',
    hidden: true,
    ...oauthClient({ type: 'service', method: 'private_key_jwt' }, ['client_credentials'], []),
    groups: [],
    people: [],
  },
];
