import * as chai from 'chai';
import { ScriptableResponse } from './script-response.ts';

type AssertionThis = { _obj: unknown; assert: (passed: boolean, message: string, negated: string) => void };

/** The families of status codes by the names they have in tests. @see RFC 9110 section 15 */
const families: Readonly<Record<string, (code: number) => boolean>> = {
  info: (code) => code >= 100 && code < 200,
  success: (code) => code >= 200 && code < 300,
  redirection: (code) => code >= 300 && code < 400,
  clientError: (code) => code >= 400 && code < 500,
  serverError: (code) => code >= 500 && code < 600,
  error: (code) => code >= 400 && code < 600,
  accepted: (code) => code === 202,
  badRequest: (code) => code === 400,
  unauthorized: (code) => code === 401,
  forbidden: (code) => code === 403,
  notFound: (code) => code === 404,
  rateLimited: (code) => code === 429,
};

function responseOf(assertion: AssertionThis): ScriptableResponse {
  const { _obj } = assertion;
  if (_obj instanceof ScriptableResponse) return _obj;
  throw new TypeError('This can only be asked of pm.response.');
}

function isJson(response: ScriptableResponse): boolean {
  try {
    response.json();
    return true;
  } catch {
    return false;
  }
}

/** Teaches chai what tests say of a response: `to.have.status(200)`, `to.have.header('x')`, `to.be.success`. */
export function addResponseAssertions(): void {
  chai.use(({ Assertion }) => {
    for (const [name, holds] of Object.entries(families)) {
      Assertion.addProperty(name, function family(this: AssertionThis) {
        const { code } = responseOf(this);
        this.assert(
          holds(code),
          `expected response to be ${name} but it is ${code}`,
          `expected response not to be ${name}`,
        );
      });
    }
    Assertion.addProperty('json', function json(this: AssertionThis) {
      this.assert(
        isJson(responseOf(this)),
        'expected the body to be JSON',
        'expected the body not to be JSON',
      );
    });
    Assertion.addProperty('withBody', function withBody(this: AssertionThis) {
      this.assert(responseOf(this).responseSize > 0, 'expected a body', 'expected no body');
    });
    Assertion.addMethod('status', function status(this: AssertionThis, wanted: number | string) {
      const response = responseOf(this);
      const actual = typeof wanted === 'number' ? response.code : response.status;
      this.assert(
        actual === wanted,
        `expected response to have status ${wanted} but got ${actual}`,
        `expected response not to have status ${wanted}`,
      );
    });
    Assertion.addMethod('header', function header(this: AssertionThis, name: string, value?: string) {
      const { headers } = responseOf(this);
      const said = value === undefined ? name : `${name}: ${value}`;
      this.assert(
        headers.has(name, value),
        `expected response to have header ${said}`,
        `expected response not to have header ${said}`,
      );
    });
    Assertion.addMethod('body', function body(this: AssertionThis, wanted?: string | RegExp) {
      const text = responseOf(this).text();
      const holds =
        wanted === undefined ? text !== '' : wanted instanceof RegExp ? wanted.test(text) : text === wanted;
      this.assert(holds, 'expected response to have that body', 'expected response not to have that body');
    });
    Assertion.addMethod('jsonBody', function jsonBody(this: AssertionThis, path?: string) {
      const response = responseOf(this);
      const holds = isJson(response) && (path === undefined || memberAt(response.json(), path) !== undefined);
      this.assert(
        holds,
        `expected response to have ${path ?? 'a JSON body'}`,
        `expected response not to have ${path ?? 'a JSON body'}`,
      );
    });
  });
}

function memberAt(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter((piece) => piece !== '')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
      value,
    );
}
