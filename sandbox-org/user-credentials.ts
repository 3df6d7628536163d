/** The `credentials` of a body: checked, remembered only as "there is one". */
import { malformedBody, validationFailed } from './errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import type { User } from './org.ts';

/** What a body says about credentials. */
export interface CredentialsChange {
  readonly setsPassword: boolean;
  readonly recoveryQuestion: string | undefined;
}

/**
 * Reads and checks `credentials.password` and `credentials.recovery_question`.
 * @throws OktaError E0000003 for a wrong shape, E0000001 for a password or question the policy refuses
 */
export function readCredentials(body: JsonObject, login: string): CredentialsChange {
  const credentials = objectAt(body, 'credentials');
  const password = objectAt(credentials, 'password')?.['value'];
  if (password !== undefined) checkPassword(password, login);
  return {
    setsPassword: password !== undefined,
    recoveryQuestion: readRecoveryQuestion(objectAt(credentials, 'recovery_question')),
  };
}

/** Notes the change on the user; a new password opens an account that waited for one. */
export function applyCredentials(user: User, change: CredentialsChange, now: string): void {
  if (change.recoveryQuestion !== undefined) user.recoveryQuestion = change.recoveryQuestion;
  if (!change.setsPassword) return;
  user.hasPassword = true;
  user.passwordChanged = now;
  if (['PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT'].includes(user.status)) {
    user.status = 'ACTIVE';
    user.statusChanged = now;
    user.activated ??= now;
  }
}

function objectAt(parent: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = parent?.[name];
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) throw malformedBody(`${name}: an object is expected`);
  return value;
}

function checkPassword(password: JsonValue, login: string): void {
  const [localPart = ''] = login.toLowerCase().split('@');
  const strong =
    typeof password === 'string' &&
    password.length >= 8 &&
    password.length <= 72 &&
    /[a-z]/.test(password) &&
    /[A-Z]/.test(password) &&
    /\d/.test(password) &&
    // Shorter parts turn up in any text.
    (localPart.length < 4 || !password.toLowerCase().includes(localPart));
  if (strong) return;
  throw validationFailed('password', [
    'password: Password requirements were not met: 8 to 72 characters, a lowercase letter, an uppercase' +
      ' letter, a number, no part of the login.',
  ]);
}

function readRecoveryQuestion(recovery: JsonObject | undefined): string | undefined {
  if (recovery === undefined) return undefined;
  const { question, answer } = recovery;
  if (typeof question !== 'string' || question === '' || question.length > 100) {
    throw validationFailed('recoveryQuestion', ['recoveryQuestion: 1 to 100 characters are expected']);
  }
  if (typeof answer !== 'string' || answer.length < 4) {
    throw validationFailed('recoveryAnswer', ['recoveryAnswer: at least 4 characters are expected']);
  }
  return question;
}
