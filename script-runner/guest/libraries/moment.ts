import moment from 'moment';

export const lent = moment;
