import tv4 from 'tv4';

export const lent: unknown = tv4;
