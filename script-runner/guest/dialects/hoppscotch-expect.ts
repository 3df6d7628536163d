import { expect } from 'chai';

/** What `pw.expect(value)` can say. */
export interface Expectation {
  readonly not: Expectation;
  toBe(expected: unknown): void;
  toBeLevel2xx(): void;
  toBeLevel3xx(): void;
  toBeLevel4xx(): void;
  toBeLevel5xx(): void;
  toBeType(type: string): void;
  toHaveLength(length: number): void;
  toInclude(part: unknown): void;
}

/** `pw.expect`: each of its words throws where it is not so, as Postman's do. */
export function expectation(value: unknown, isNot = false): Expectation {
  const said = () => (isNot ? expect(value).not : expect(value)).to;
  const level = (hundreds: number) => () => {
    const status = Number(value);
    const isIn = status >= hundreds * 100 && status < (hundreds + 1) * 100;
    expect(isIn, `${String(value)} is a status of ${hundreds}xx`).to.equal(!isNot);
  };
  return {
    get not() {
      return expectation(value, !isNot);
    },
    toBe: (expected) => void said().equal(expected),
    toBeLevel2xx: level(2),
    toBeLevel3xx: level(3),
    toBeLevel4xx: level(4),
    toBeLevel5xx: level(5),
    toBeType: (type) => {
      expect(typeof value === type, `${String(value)} is a ${type}`).to.equal(!isNot);
    },
    toHaveLength: (length) => void said().have.length(length),
    toInclude: (part) => void said().include(part),
  };
}
