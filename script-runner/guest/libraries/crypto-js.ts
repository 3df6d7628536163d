// It takes its random bytes from `crypto.getRandomValues`, which the guest has before any library is loaded.
import CryptoJS from 'crypto-js';

export const lent: unknown = CryptoJS;
