import * as buffer from 'buffer/index.js';

export const lent = buffer;

export const named = buffer.Buffer;
