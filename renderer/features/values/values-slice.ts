import type { ValuePlace, ValueState } from '../../../core/contract/value.ts';
import { type AppErrorData, toErrorData } from '../../../core/errors.ts';
import type { NeededValue, NeededValues } from '../../../core/variables/needed-value.ts';
import type { VariableScopeRef } from '../../../core/variables/variable.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';

/** Values that come from elsewhere: how they stand, and the one question that is asked of the user at a time. */
export interface ValuesSlice {
  /** By set of variables; see {@link scopeKey}. Of sets that somebody looks at. */
  states: Readonly<Record<string, readonly ValueState[]>>;
  /** What is asked for now. */
  asked: NeededValues | undefined;
  load(scope: VariableScopeRef): Promise<void>;
  /** Reads the states of a set again, where somebody looks at it. */
  hearChange(scope: VariableScopeRef): void;
  /** Runs the program, reads the file, or asks, for one variable. */
  get(place: ValuePlace): Promise<void>;
  /** Forgets one value, or all of them. */
  forget(place?: ValuePlace): Promise<void>;
  /**
   * Asks the user for what a call was refused for. True where it was given, and the call is to be made again; false where
   * the refusal is about something else, or the user did not answer.
   */
  mend(refusal: AppErrorData, signal: AbortSignal | undefined): Promise<boolean>;
  /** Gives what is asked for, in its order. */
  answer(texts: readonly string[]): Promise<void>;
  dismiss(): void;
}

/** Names a set of variables in {@link ValuesSlice.states}. */
export function scopeKey(scope: VariableScopeRef): string {
  return scope.kind === 'globals' ? 'globals' : `${scope.kind} ${scope.id}`;
}

const toldByState: ReadonlySet<string> = new Set([
  'ERR_VARIABLE_PROGRAM_FAILED',
  'ERR_VARIABLE_FILE_UNREADABLE',
  'ERR_VARIABLE_NOT_GIVEN',
]);

/** The open question; a promise is not plain JSON and so stays out of the store. */
let open: { keys: ReadonlySet<string>; answered: Promise<boolean>; end(isGiven: boolean): void } | undefined;

const keyOf = ({ scope, key }: NeededValue): string => `${scopeKey(scope)} ${key}`;

export const createValuesSlice: SliceCreator<'values'> = ({ set, get }) => ({
  states: {},
  asked: undefined,
  async load(scope) {
    try {
      const { states } = await call('value.list', { scope });
      set((slice) => ({ states: { ...slice.states, [scopeKey(scope)]: states } }));
    } catch {
      // A set that is gone, or cannot be read, says so where it is shown.
      set((slice) => ({ states: { ...slice.states, [scopeKey(scope)]: [] } }));
    }
  },
  hearChange(scope) {
    if (get().values.states[scopeKey(scope)] !== undefined) void get().values.load(scope);
  },
  async get(place) {
    try {
      await call('value.get', place);
    } catch (error) {
      // What went wrong with the program, the file or the question, the state of the variable tells.
      if (!toldByState.has(toErrorData(error).code)) get().notices.showError(error);
    }
  },
  async forget(place) {
    try {
      await call('value.forget', { place });
    } catch (error) {
      get().notices.showError(error);
    }
  },
  async mend(refusal, signal) {
    const needed = neededOf(refusal);
    if (needed === undefined) return false;
    const keys = new Set(needed.values.map(keyOf));
    while (open !== undefined) {
      const before = open;
      const isGiven = await before.answered;
      // Of sends at the same time one question is enough: its answer, or its dismissal, counts for all.
      if ([...keys].every((key) => before.keys.has(key))) return isGiven;
    }
    if (signal?.aborted === true) return false;
    let resolve: (isGiven: boolean) => void = () => undefined;
    const answered = new Promise<boolean>((settle) => {
      resolve = settle;
    });
    const end = (isGiven: boolean) => {
      open = undefined;
      set({ asked: undefined });
      resolve(isGiven);
    };
    const abort = () => end(false);
    signal?.addEventListener('abort', abort, { once: true });
    open = { keys, answered, end };
    set({ asked: needed });
    return answered.finally(() => signal?.removeEventListener('abort', abort));
  },
  async answer(texts) {
    const { asked } = get().values;
    if (asked === undefined) return;
    const values = asked.values.map(({ scope, key }, at) => ({ scope, key, value: texts[at] ?? '' }));
    try {
      await call('value.give', { values });
      open?.end(true);
    } catch (error) {
      get().notices.showError(error);
    }
  },
  dismiss: () => open?.end(false),
});

/** What a refusal asks for; the Node side has judged it. */
function neededOf({ code, details }: AppErrorData): NeededValues | undefined {
  if (code !== 'ERR_VARIABLE_NOT_GIVEN') return undefined;
  const needed = details as unknown as NeededValues | undefined;
  return needed === undefined || needed.values.length === 0 ? undefined : needed;
}
