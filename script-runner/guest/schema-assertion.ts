import * as chai from 'chai';
import type { Libraries } from './libraries.ts';
import { ScriptableResponse } from './script-response.ts';

interface Validator {
  validate(schema: unknown, value: unknown): boolean;
  errorsText(): string;
}

/** Teaches chai `to.have.jsonSchema(schema)`, of a response or of any value; the library for it is loaded then. */
export function addSchemaAssertion(libraries: Libraries): void {
  chai.use(({ Assertion }) => {
    Assertion.addMethod(
      'jsonSchema',
      function jsonSchema(
        this: { _obj: unknown; assert: (passed: boolean, message: string, negated: string) => void },
        schema: unknown,
        options?: object,
      ) {
        const Ajv = libraries.require('ajv') as new (options: object) => Validator;
        const validator = new Ajv({ allErrors: true, logger: false, ...options });
        const value = this._obj instanceof ScriptableResponse ? this._obj.json() : this._obj;
        const holds = validator.validate(schema, value);
        this.assert(
          holds,
          `expected data to satisfy the schema, but ${validator.errorsText()}`,
          'expected data not to satisfy the schema',
        );
      },
    );
  });
}
