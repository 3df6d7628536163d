import { randomUUID } from 'node:crypto';

/**
 * Stands in the place of a value that was not got yet, wherever nothing is sent: it counts as a secret, so that it is masked
 * like one, and nobody else can know it. What is to be sent may not hold it.
 */
export const valueToCome = `value-to-come-${randomUUID()}`;
