import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** A person at a terminal. */
export interface Tty {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/**
 * Asks one question and gives the line that was typed; `undefined` where it was ended with Ctrl+C or Ctrl+D. What is typed
 * to a hidden question is not shown.
 */
export function askOnTty(
  { input, output }: Tty,
  question: string,
  isHidden: boolean,
): Promise<string | undefined> {
  const echo = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!isHidden) output.write(chunk);
      done();
    },
  });
  if (isHidden) output.write(question);
  // As a terminal, so that the system itself shows nothing of what is typed.
  const lines = createInterface({ input, output: echo, terminal: true, historySize: 0 });
  return new Promise((resolve) => {
    const end = (answer: string | undefined) => {
      resolve(answer);
      lines.close();
      if (isHidden || answer === undefined) output.write('\n');
    };
    lines.once('SIGINT', () => end(undefined));
    lines.once('close', () => resolve(undefined));
    lines.question(isHidden ? '' : question, end);
  });
}
