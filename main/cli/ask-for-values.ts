import type { OperationInput } from '../../core/contract.ts';
import { AppError, type AppErrorData } from '../../core/errors.ts';
import { type NeededValue, neededValuesSchema } from '../../core/variables/needed-value.ts';
import { askOnTty } from './ask-on-tty.ts';
import type { Terminal } from './terminal.ts';

/**
 * Answers what a call was refused for: with the variables of the command line, then by asking whoever sits at the terminal.
 * `undefined` where the refusal is about something else.
 *
 * @throws AppError ERR_VARIABLE_NOT_GIVEN where nobody is there to be asked, or no answer came
 */
export async function askForValues(
  refusal: AppErrorData,
  given: Readonly<Record<string, string>>,
  terminal: Pick<Terminal, 'tty' | 'tell'>,
): Promise<OperationInput<'value.give'>['values'] | undefined> {
  if (refusal.code !== 'ERR_VARIABLE_NOT_GIVEN') return undefined;
  const { values, hosts } = neededValuesSchema.parse(refusal.details);
  const answers: OperationInput<'value.give'>['values'] = [];
  const open = values.filter(({ scope, key }) => {
    const value = Object.hasOwn(given, key) ? given[key] : undefined;
    if (value !== undefined) answers.push({ scope, key, value });
    return value === undefined;
  });
  if (open.length === 0) return answers;
  const { tty } = terminal;
  if (tty === undefined) throw notGiven(refusal, open);
  const place = hosts.length === 0 ? '' : ` It goes to ${hosts.join(', ')}.`;
  terminal.tell(`This is asked for when sending.${place}`);
  for (const { scope, key, isMasked, offered } of open) {
    const offer = offered === '' ? '' : ` [${offered}]`;
    const typed = await askOnTty(tty, `  ${key}${offer}: `, isMasked);
    if (typed === undefined) throw notGiven(refusal, open);
    answers.push({ scope, key, value: typed === '' ? offered : typed });
  }
  return answers;
}

function notGiven({ code, message, details }: AppErrorData, open: readonly NeededValue[]): AppError {
  const options = open.map(({ key }) => `--var ${key}`).join(' ');
  return new AppError(
    code,
    `${message} Answer in a terminal, or use ${options}, which takes the environment variable of that name.`,
    { details },
  );
}
