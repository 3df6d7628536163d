/** One way an org's address can be put right, offered with one click. */
export interface OrgUrlRepair {
  kind: 'addScheme' | 'removeTrailingSlash' | 'removeAdminLabel';
  /** The address as it is. */
  before: string;
  /** The address with this repair and no other. */
  after: string;
  explanation: string;
}

/** Domains whose `-admin` label is known to be the administrators' console. Custom domains are left alone. */
const oktaDomains = ['okta.com', 'oktapreview.com', 'okta-emea.com', 'okta-gov.com', 'okta.mil'];

const schemePattern = /^[a-z][a-z0-9+.-]*:\/\//i;

function splitAuthority(url: string): { scheme: string; authority: string; rest: string } {
  const scheme = schemePattern.exec(url)?.[0] ?? '';
  const afterScheme = url.slice(scheme.length);
  const end = afterScheme.search(/[/?#]/);
  return end === -1
    ? { scheme, authority: afterScheme, rest: '' }
    : { scheme, authority: afterScheme.slice(0, end), rest: afterScheme.slice(end) };
}

function isLoopback(authority: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(authority);
}

function addScheme(url: string): string | undefined {
  if (schemePattern.test(url)) return undefined;
  const bare = url.replace(/^\/+/, '');
  if (bare === '') return undefined;
  return `${isLoopback(splitAuthority(bare).authority) ? 'http' : 'https'}://${bare}`;
}

function removeTrailingSlash(url: string): string | undefined {
  if (!url.endsWith('/') || url.includes('?') || url.includes('#')) return undefined;
  let end = url.length;
  while (end > 0 && url[end - 1] === '/') end -= 1;
  const after = url.slice(0, end);
  return after === '' || after.endsWith(':') ? undefined : after;
}

function removeAdminLabel(url: string): string | undefined {
  const { scheme, authority, rest } = splitAuthority(url);
  const host = authority.replace(/:\d+$/, '').toLowerCase();
  const domain = oktaDomains.find((known) => host.endsWith(`-admin.${known}`));
  if (domain === undefined) return undefined;
  const label = host.slice(0, -domain.length - 1);
  const org = label.slice(0, -'-admin'.length);
  if (org === '' || org.includes('.')) return undefined;
  return scheme + authority.slice(0, org.length) + authority.slice(label.length) + rest;
}

/**
 * Proposes repairs for the address of an org, such as the variable `url`: a missing `https://` (`http://` for
 * loopback), a slash at the end, the `-admin` label of a known Okta domain. Empty where nothing is wrong, and for
 * text with `{{variables}}`.
 */
export function proposeOrgUrlRepairs(value: string): OrgUrlRepair[] {
  const url = value.trim();
  if (url === '' || url.includes('{{')) return [];
  const repairs: OrgUrlRepair[] = [];
  const propose = (kind: OrgUrlRepair['kind'], after: string | undefined, explanation: string) => {
    if (after !== undefined) repairs.push({ kind, before: value, after, explanation });
  };
  propose('addScheme', addScheme(url), 'The address has no https:// in front.');
  propose(
    'removeTrailingSlash',
    removeTrailingSlash(url),
    'Requests add their own slash: with this one, paths start with two.',
  );
  propose(
    'removeAdminLabel',
    removeAdminLabel(url),
    "This is the address of the administrators' console; the API answers without -admin.",
  );
  return repairs;
}

/** Applies every proposed repair, or only the named kinds. */
export function repairOrgUrl(value: string, kinds?: OrgUrlRepair['kind'][]): string {
  let url = value;
  // Three kinds, each applied at most once.
  for (const kind of ['addScheme', 'removeTrailingSlash', 'removeAdminLabel'] as const) {
    if (kinds !== undefined && !kinds.includes(kind)) continue;
    url = proposeOrgUrlRepairs(url).find((repair) => repair.kind === kind)?.after ?? url;
  }
  return url;
}
