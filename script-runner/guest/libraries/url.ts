// The path, since the bare name is a module of Node's.
import url from 'url/url.js';

export const lent: unknown = url;
