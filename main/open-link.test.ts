import { describe, expect, it } from 'vitest';
import { isAppError } from '../core/errors.ts';
import { checkLink, openerCommand } from './open-link.ts';

/** What a hostile authorization server or answer may give as an address: 500 of them. */
function hostileLinks(): string[] {
  const schemes = [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'smb://host/share',
    'ftp://host/file',
    'app.postern:/oauth/callback?code=x',
    'ssh://-oProxyCommand=calc/x',
    'mailto:a@b',
    'tel:123',
    'blob:http://x/y',
    'about:blank',
    'chrome://settings',
    'intent://x#Intent;end',
    'ws://host/',
    'jar:http://x!/y',
    'view-source:http://x',
    'http:',
    'https:',
    'http://',
    'https:///',
    '//host/path',
    '/etc/passwd',
    'C:\\Windows\\System32\\calc.exe',
    '\\\\host\\share\\file',
    '-e calc',
    '--help',
    '-a Calculator',
    '',
    ' ',
    'calc.exe',
    '$(calc)',
    '`calc`',
    '; calc',
    '& calc',
    '| calc',
    '%COMSPEC%',
  ];
  // Each of these in front, inside or behind makes an address that an opener may read in another way than the user.
  const disturbances = ['\n', '\r', '\t', '\0', ' ', '\u000b', '\u001b', '\u007f', '\u0085', '\\'];
  const places = (mark: string) => [
    `${mark}https://host.test/`,
    `https://host.test/${mark}`,
    `https:${mark}//host.test/`,
    `https://host${mark}.test/`,
    `https://host.test/a${mark}b?c=d`,
    `https://host.test/?a=${mark}calc`,
    `https://host.test/#${mark}`,
    `https${mark}://host.test/`,
    `${mark}-e${mark}https://host.test/`,
  ];
  const disturbed = disturbances.flatMap((mark) =>
    places(mark).concat(places(mark + mark), places(`${mark}--x`)),
  );
  const cased = schemes.map((link) => link.toUpperCase());
  const led = schemes.map((link) => `\u00a0${link}`).concat(schemes.map((link) => `-${link}`));
  const wrapped = schemes.map((link) => `"${link}"`).concat(schemes.map((link) => `(${link})`));
  return [...schemes, ...disturbed, ...cased, ...led, ...wrapped];
}

describe('checkLink', () => {
  it('refuses hostile addresses', () => {
    const links = hostileLinks();
    expect(links.length).toBeGreaterThanOrEqual(500);
    for (const link of links) {
      let outcome: unknown = 'opened';
      try {
        checkLink(link);
      } catch (fault) {
        outcome = isAppError(fault) ? fault.code : fault;
      }
      expect([link, outcome]).toEqual([link, 'ERR_LINK_REFUSED']);
    }
  });

  it.each([
    ['https://host.test', 'https://host.test/'],
    ['HTTP://Host.Test:80/a?b=c#d', 'http://host.test/a?b=c#d'],
    ['https://host.test/?q=$(calc)&x=`id`;|"', 'https://host.test/?q=$(calc)&x=`id`;|%22'],
    ["https://host.test/'a'", "https://host.test/'a'"],
  ])('gives %s as the parser writes it', (link, expected) => {
    expect(checkLink(link)).toBe(expected);
  });
});

describe('openerCommand', () => {
  const link = 'https://host.test/?a=$(calc)&b=%22';

  it.each(['linux', 'darwin', 'win32', 'freebsd'] as const)(
    'gives the link as one last argument on %s',
    (platform) => {
      const { command, args } = openerCommand(platform, link);
      expect(args.at(-1)).toBe(link);
      expect(args.filter((argument) => argument.includes('host.test'))).toHaveLength(1);
      expect(command).not.toMatch(/(^|[/\\])(sh|bash|cmd|powershell|start)(\.exe)?$/i);
    },
  );
});
