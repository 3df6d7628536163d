import type { Socket } from 'node:net';
import { SendFault } from './send-fault.ts';

/** What the parser does not tell about an answer. */
export interface ResponseTap {
  /** Call when a request is about to be written. */
  expectAnswer(): void;
  /** `1.0` or `1.1`, once the answer has begun. */
  readonly httpVersion: string;
}

const maxInterimReplies = 100;
const maxInterimBytes = 64 * 1024;
const headLength = 'HTTP/1.1 100'.length;
const minorVersion = 'HTTP/1.'.length;
const firstStatusDigit = 'HTTP/1.1 '.length;
const digitZero = 0x30;
const digitOne = 0x31;

/**
 * Looks at the first bytes of each answer on their way to the parser. They tell the version, and an unasked-for `100
 * Continue`, which a client must be able to ignore and the parser takes for a fault, is taken out.
 *
 * @see RFC 9110 section 15.2
 */
export function tapResponses(socket: Socket): ResponseTap {
  const readOn = socket.read.bind(socket) as (size?: number) => unknown;
  let held: Buffer | undefined;
  let isAwaiting = false;
  let interimReplies = 0;
  let httpVersion = '1.1';

  /** Gives what may pass, or nothing while the head is not clear yet. */
  function sift(chunk: Buffer): Buffer | undefined {
    // Nearly every answer: the whole start of it at once, and it is not a 1xx.
    if (held === undefined && chunk.length >= headLength && chunk[firstStatusDigit] !== digitOne) {
      isAwaiting = false;
      httpVersion = chunk[minorVersion] === digitZero ? '1.0' : '1.1';
      return chunk;
    }
    let bytes = held === undefined ? chunk : Buffer.concat([held, chunk]);
    held = undefined;
    while (bytes.length >= headLength && /^HTTP\/1\.\d 100/.test(bytes.toString('latin1', 0, headLength))) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end === -1) {
        if (bytes.length <= maxInterimBytes) held = bytes;
        return held === undefined ? bytes : undefined;
      }
      interimReplies += 1;
      if (interimReplies > maxInterimReplies) {
        socket.destroy(tooManyInterimReplies());
        return undefined;
      }
      bytes = bytes.subarray(end + 4);
    }
    if (bytes.length < headLength && 'HTTP/1.'.startsWith(bytes.toString('latin1', 0, 7))) {
      held = bytes.length === 0 ? undefined : bytes;
      return undefined;
    }
    isAwaiting = false;
    httpVersion = bytes.toString('latin1', 0, 8) === 'HTTP/1.0' ? '1.0' : '1.1';
    return bytes;
  }

  socket.read = (size?: number): unknown => {
    for (;;) {
      const chunk = readOn(size);
      if (!isAwaiting || !Buffer.isBuffer(chunk)) return chunk;
      const passed = sift(chunk);
      if (passed !== undefined) return passed;
    }
  };

  return {
    expectAnswer() {
      isAwaiting = true;
      interimReplies = 0;
      held = undefined;
    },
    get httpVersion() {
      return httpVersion;
    },
  };
}

/** The fault of a server that announces its answer again and again. */
export function tooManyInterimReplies(): SendFault {
  return new SendFault('invalidResponse', 'The server sent interim answers without end.', {
    cause: 'HTTP_1XX',
  });
}

/** How many interim answers are ignored before the server is given up. */
export { maxInterimReplies };
