/** Libraries without types of their own; scripts, which use them, have none either. */
declare module 'ajv6';
declare module 'crypto-js';
declare module 'lodash';
declare module 'tv4';
declare module 'url/url.js';
declare module 'xml2js';
