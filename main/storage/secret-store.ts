/** Secrets at rest, each encrypted (AEAD) and bound to its id. What cannot be decrypted is never overwritten or dropped. */
export interface SecretStore {
  /** @throws AppError ERR_SECRET_UNREADABLE when the record or the key cannot be read. */
  read(id: string): Promise<string | undefined>;
  write(id: string, value: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** Ids of all records, readable or not. */
  list(): Promise<string[]>;
}
