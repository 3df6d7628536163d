/** A format Postern reads. */
export type ReadFormat =
  | 'postman-2.1'
  | 'postman-2.0'
  | 'postman-2'
  | 'postman-1'
  | 'postman-3'
  | 'postman-environment'
  | 'postman-3-environment'
  | 'postman-globals'
  | 'postman-dump'
  | 'curl'
  | 'openapi-3'
  | 'swagger-2'
  | 'har'
  | 'insomnia-4'
  | 'insomnia-5'
  | 'http-file'
  | 'yaak'
  | 'hoppscotch'
  | 'hoppscotch-environment'
  | 'bruno'
  | 'bruno-export'
  | 'opencollection';

/** A format Postern knows by name and does not read. */
export type RefusedFormat =
  | 'insomnia-other'
  | 'bruno-part'
  | 'bruno-workspace'
  | 'runscope'
  | 'postman-3-file'
  | 'postman-link'
  | 'thunder-client'
  | 'json-schema'
  | 'raml'
  | 'wsdl'
  | 'graphql'
  | 'zip'
  | 'html'
  | 'powershell'
  | 'wget'
  | 'httpie';

/** What people call the formats. */
export const formatNames: Record<ReadFormat | RefusedFormat, string> = {
  'postman-2.1': 'a Postman collection (v2.1)',
  'postman-2.0': 'a Postman collection (v2.0)',
  'postman-2': 'a Postman collection (v2 without a version)',
  'postman-1': 'a Postman collection (v1)',
  'postman-3': 'a folder of Postman collections (v3)',
  'postman-environment': 'a Postman environment',
  'postman-3-environment': 'a Postman environment (v3)',
  'postman-globals': 'Postman globals',
  'postman-dump': 'a Postman data dump',
  curl: 'a cURL command',
  'openapi-3': 'an OpenAPI 3 description',
  'swagger-2': 'a Swagger 2.0 description',
  har: 'an HTTP archive (HAR)',
  'insomnia-4': 'an Insomnia export (v4)',
  'insomnia-5': 'an Insomnia collection (v5)',
  'http-file': 'a file of plain HTTP requests (.http)',
  yaak: 'a Yaak export',
  hoppscotch: 'a Hoppscotch collection',
  'hoppscotch-environment': 'a Hoppscotch environment',
  bruno: 'a Bruno collection',
  'bruno-export': 'a Bruno collection in one file',
  opencollection: 'an OpenCollection (Bruno)',
  'insomnia-other': 'an Insomnia file without requests (a mock server or the like)',
  'bruno-part': 'a part of a Bruno collection without its folder (import the whole folder)',
  'bruno-workspace': 'a Bruno workspace, which only names its collections (import their folders)',
  runscope: 'a Runscope (BlazeMeter) test',
  'postman-3-file': 'a single file of a Postman v3 collection',
  'postman-link': 'a link of a "Run in Postman" button',
  'thunder-client': 'a Thunder Client collection',
  'json-schema': 'a JSON schema',
  raml: 'a RAML description',
  wsdl: 'a WSDL or other XML document',
  graphql: 'a GraphQL schema',
  zip: 'a ZIP archive',
  html: 'a web page',
  powershell: 'a PowerShell command',
  wget: 'a Wget command',
  httpie: 'an HTTPie command',
};

/** What is accepted, for messages that refuse. */
export const acceptedFormats =
  'Postman collections (v1, v2.0, v2.1, v3 folder), environments, globals and data dumps, cURL commands, OpenAPI 3, Swagger 2.0, HAR, .http files, Insomnia exports (v4, v5), Yaak and Hoppscotch exports, Bruno folders and exports, and OpenCollection';
