/** Gives an environment the name of its file, where it has none of its own. */
export function environmentName(source: string): string {
  const name = source.replace(
    /\.(?:postman_)?environment(?:\.json)?$|(?:\.environment)?\.ya?ml$|\.json$/i,
    '',
  );
  return name === '' ? 'Environment' : name;
}
