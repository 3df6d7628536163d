/** The flags of `npm start`; scripts rely on them, so they stay. */
export const startUsage = `Usage: npm start -- [options]

  --web              serve the window to a browser instead of opening the desktop app
  --no-open          with the web door: do not open the browser
  --port N           with the web door: the port (default: a free one)
  --workspace DIR    the folder with collections and environments (default: My Workspace in the profile)
  --profile DIR      the folder for settings, secrets and open tabs (default: the system's place for it)
  --sandbox          start the sandbox org too
  --electron         try the download of Electron again, even if it failed earlier today
  --help             show this text
`;

const flags = new Map([
  ['--web', 'web'],
  ['--no-open', 'noOpen'],
  ['--sandbox', 'sandbox'],
  ['--electron', 'electron'],
  ['--help', 'help'],
]);
const values = new Map([
  ['--port', 'port'],
  ['--workspace', 'workspace'],
  ['--profile', 'profile'],
]);

/** Reads the arguments; throws an Error with a message for the user. `--name value` and `--name=value` are the same. */
export function parseStartOptions(args) {
  const options = {};
  const rest = [...args];
  while (rest.length > 0) {
    const arg = rest.shift();
    const [name, inline] = arg.startsWith('--') && arg.includes('=') ? splitOnce(arg) : [arg, undefined];
    if (flags.has(name) && inline === undefined) options[flags.get(name)] = true;
    else if (values.has(name)) {
      const value = inline ?? rest.shift();
      if (value === undefined || value === '') throw new Error(`${name} needs a value.`);
      options[values.get(name)] = value;
    } else throw new Error(`There is no option ${arg}.`);
  }
  if (options.port !== undefined) {
    const port = Number(options.port);
    if (!/^\d{1,5}$/.test(options.port) || port < 1 || port > 65_535) {
      throw new Error('--port takes a number from 1 to 65535.');
    }
    options.port = port;
  }
  return options;
}

function splitOnce(arg) {
  const at = arg.indexOf('=');
  return [arg.slice(0, at), arg.slice(at + 1)];
}
