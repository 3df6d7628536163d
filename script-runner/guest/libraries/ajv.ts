// The version Postman lends: schemas and options that scripts were written for are refused by later ones.
import Ajv from 'ajv6';

export const lent: unknown = Ajv;
