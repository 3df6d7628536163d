const requestLine = /^\s*([A-Z]{3,10})[ \t]+((?:https?:\/\/|\{\{)\S+)(?:[ \t]+HTTP\/\d(?:\.\d)?)?\s*$/;

/** Reads a pasted line such as `POST https://a.test/users`, as documentation has them; nothing where it is another text. */
export function readPastedLine(text: string): { method: string; url: string } | undefined {
  const [, method, url] = requestLine.exec(text) ?? [];
  return method === undefined || url === undefined ? undefined : { method, url };
}
