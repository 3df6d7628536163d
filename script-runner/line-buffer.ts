import { scriptLineSchema, type ScriptLine } from '../core/scripts/script-job.ts';
import { scriptLimits } from '../core/scripts/script-limits.ts';

/** Keeps the console's lines within bounds; the last one says where more were dropped. */
export class LineBuffer {
  readonly #lines: ScriptLine[] = [];
  #dropped = 0;

  add(level: string, text: string): void {
    if (this.#lines.length >= scriptLimits.lines) {
      this.#dropped += 1;
      return;
    }
    const known = scriptLineSchema.shape.level.safeParse(level);
    const shown = text.length > scriptLimits.lineChars ? `${text.slice(0, scriptLimits.lineChars)}…` : text;
    this.#lines.push({ level: known.data ?? 'log', text: shown });
  }

  list(): ScriptLine[] {
    if (this.#dropped === 0) return this.#lines;
    return [...this.#lines, { level: 'warn', text: `${this.#dropped} more lines were dropped.` }];
  }
}
