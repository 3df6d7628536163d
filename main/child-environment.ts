/** What a program needs to run, to find its temporary folder and to speak the user's language; Windows needs more to start one. */
const needed =
  /^(?:path|pathext|home|user|logname|lang|language|lc_\w+|tz|tmp|temp|tmpdir|systemroot|systemdrive|windir|comspec|userprofile|appdata|localappdata|programdata|homedrive|homepath)$/i;

/** Names of variables that tend to hold a secret. */
const secretive =
  /secret|token|passw|passphrase|passwd|credential|api_?key|private_?key|cookie|^auth|_auth$/i;
/** The way to the agents of the desktop session; no secret, whatever the name looks like. */
const sessionNames: ReadonlySet<string> = new Set(['XAUTHORITY', 'SSH_AUTH_SOCK', 'XDG_SESSION_COOKIE']);
/** A password in an address, such as that of a proxy. */
const userInfo = /(?<=:\/\/)[^/@\s]*@/g;

type Environment = Readonly<Record<string, string | undefined>>;

function filtered(environment: Environment, keeps: (name: string) => boolean): Record<string, string> {
  const kept = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && keeps(name)) kept[name] = value;
  return kept;
}

/**
 * Gives what a program of ours is started with: little, so that a secret in the environment of Postern goes no further.
 *
 * @param also Names of variables that the program itself asks for.
 */
export function programEnvironment(
  also: readonly string[] = [],
  environment: Environment = process.env,
): Record<string, string> {
  return filtered(environment, (name) => needed.test(name) || also.includes(name));
}

/** Variables by which Postern itself is told something, and those of the shell it runs in. */
const posternsOwn = /^(?:POSTERN_|ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_)/i;

/**
 * Gives what a program is started with that the user named to get a secret from: the user's own environment, by which such
 * programs find their session, without the variables of Postern.
 */
export function managerEnvironment(environment: Environment = process.env): Record<string, string> {
  return filtered(environment, (name) => !posternsOwn.test(name));
}

/**
 * Gives what the system's opener is started with, and with it a browser that is not running yet: the user's desktop, its
 * proxies included, without what looks like a secret.
 */
export function desktopEnvironment(environment: Environment = process.env): Record<string, string> {
  const kept = filtered(environment, (name) => sessionNames.has(name) || !secretive.test(name));
  for (const [name, value] of Object.entries(kept)) kept[name] = value.replace(userInfo, '');
  return kept;
}
