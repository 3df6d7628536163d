/** The languages the code editor colours. */
export type CodeLanguage = 'json' | 'xml' | 'html' | 'javascript' | 'plaintext' | 'graphql' | 'yaml';
