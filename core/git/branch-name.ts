const longestName = 200;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const forbidden = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$/;

/** Tells whether Git takes a text as the name of a branch. @see git-check-ref-format(1) */
export function isBranchName(name: string): boolean {
  if (name === '' || name.length > longestName || name === '@' || name === 'HEAD') return false;
  if (forbidden.test(name)) return false;
  return name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
}
