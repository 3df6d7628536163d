import type { ScriptJob } from '../../core/scripts/script-job.ts';
import { HeaderList } from './header-list.ts';

/** `pm.response`. */
export class ScriptableResponse {
  readonly code: number;
  readonly status: string;
  readonly headers: HeaderList;
  readonly responseTime: number;
  readonly responseSize: number;
  readonly #text: string | undefined;

  constructor(response: NonNullable<ScriptJob['response']>) {
    this.code = response.status;
    this.status = response.statusText;
    this.headers = new HeaderList(response.headers);
    this.responseTime = response.timeMs;
    this.responseSize = response.sizeBytes;
    this.#text = response.text;
  }

  text(): string {
    if (this.#text === undefined) {
      throw new RangeError(`The body of ${this.responseSize} bytes is larger than scripts are given.`);
    }
    return this.#text;
  }

  json(): unknown {
    return JSON.parse(this.text());
  }

  reason(): string {
    return this.status;
  }

  size(): { body: number; header: number; total: number } {
    return { body: this.responseSize, header: 0, total: this.responseSize };
  }
}
