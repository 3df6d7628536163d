import { toHex } from '../hex.ts';

/** Where generated values come from; core itself has neither randomness nor a clock. */
export interface GeneratedSource {
  randomBytes(count: number): Uint8Array;
  nowEpochMs: number;
  /** The moment `nowEpochMs` in ISO 8601, as `Date.prototype.toISOString` writes it. */
  nowIso: string;
}

/** Names made from random bytes and the clock alone. */
const plainGenerators = new Map<string, (source: GeneratedSource) => string>([
  ['$guid', uuid],
  ['$timestamp', (source) => String(Math.floor(source.nowEpochMs / 1000))],
  ['$isoTimestamp', (source) => source.nowIso],
  ['$randomUUID', uuid],
  ['$randomAlphaNumeric', (source) => pick(source, alphanumeric)],
  ['$randomBoolean', (source) => String(below(source, 2) === 1)],
  ['$randomInt', (source) => String(below(source, 1001))],
  ['$randomHexColor', (source) => `#${toHex(source.randomBytes(3))}`],
  ['$randomIP', (source) => source.randomBytes(4).join('.')],
  ['$randomIPV6', (source) => groups(toHex(source.randomBytes(16)), 4).join(':')],
  ['$randomMACAddress', (source) => groups(toHex(source.randomBytes(6)), 2).join(':')],
  ['$randomPassword', (source) => Array.from({ length: 15 }, () => pick(source, alphanumeric)).join('')],
]);

/** Names that need word lists, which are loaded on the Node side when one of them occurs. */
export const wordedGeneratedNames: readonly string[] = [
  ...dollar('random', 'Color Abbreviation Locale UserAgent Protocol Semver'),
  ...dollar('random', 'FirstName LastName FullName NamePrefix NameSuffix'),
  ...dollar('random', 'JobArea JobDescriptor JobTitle JobType'),
  ...dollar(
    'random',
    'PhoneNumber PhoneNumberExt City StreetName StreetAddress Country CountryCode Latitude',
  ),
  ...dollar(
    'random',
    'Longitude AvatarImage ImageUrl AbstractImage AnimalsImage BusinessImage CatsImage CityImage',
  ),
  ...dollar(
    'random',
    'FoodImage NightlifeImage FashionImage PeopleImage NatureImage SportsImage TransportImage',
  ),
  ...dollar(
    'random',
    'ImageDataUri BankAccount BankAccountName CreditCardMask BankAccountBic BankAccountIban',
  ),
  ...dollar('random', 'TransactionType CurrencyCode CurrencyName CurrencySymbol Bitcoin'),
  ...dollar('random', 'CompanyName CompanySuffix Bs BsAdjective BsBuzz BsNoun'),
  ...dollar('random', 'CatchPhrase CatchPhraseAdjective CatchPhraseDescriptor CatchPhraseNoun'),
  ...dollar('random', 'DatabaseColumn DatabaseType DatabaseCollation DatabaseEngine'),
  ...dollar('random', 'DateFuture DatePast DateRecent Weekday Month'),
  ...dollar('random', 'DomainName DomainSuffix DomainWord Email ExampleEmail UserName Url'),
  ...dollar('random', 'FileName FileType FileExt CommonFileName CommonFileType CommonFileExt FilePath'),
  ...dollar('random', 'DirectoryPath MimeType Price Product ProductAdjective ProductMaterial ProductName'),
  ...dollar('random', 'Department Noun Verb Ingverb Adjective Word Words Phrase'),
  ...dollar('random', 'LoremWord LoremWords LoremSentence LoremSentences LoremParagraph LoremParagraphs'),
  ...dollar('random', 'LoremText LoremSlug LoremLines'),
];

/** Every generated name, `$` included, for completion; the plain ones first. */
export const generatedNames: readonly string[] = [...plainGenerators.keys(), ...wordedGeneratedNames];

const generatedNameSet: ReadonlySet<string> = new Set(generatedNames);
const wordedNameSet: ReadonlySet<string> = new Set(wordedGeneratedNames);

/** Tells whether `{{name}}` is generated at send, unless a scope has a variable of that name. */
export function isGeneratedName(name: string): boolean {
  return generatedNameSet.has(name);
}

/** Tells whether a name needs the word lists of the Node side. */
export function isWordedGeneratedName(name: string): boolean {
  return wordedNameSet.has(name);
}

/** Makes a value for a plain name, new on every call; `undefined` for any other name. */
export function generatePlain(name: string, source: GeneratedSource): string | undefined {
  return plainGenerators.get(name)?.(source);
}

const alphanumeric = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function dollar(prefix: string, names: string): string[] {
  return names.split(' ').map((name) => `$${prefix}${name}`);
}

/** An integer from 0 up to and without `limit`, from 32 random bits. */
function below(source: GeneratedSource, limit: number): number {
  const number = source.randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0);
  return number % limit;
}

function pick(source: GeneratedSource, characters: string): string {
  return characters.charAt(below(source, characters.length));
}

function groups(text: string, size: number): string[] {
  return Array.from({ length: text.length / size }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
}

/** @see RFC 9562 section 5.4 */
function uuid(source: GeneratedSource): string {
  const bytes = source.randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = toHex(bytes);
  return [8, 12, 16, 20, 32].map((end, index) => text.slice([0, 8, 12, 16, 20][index], end)).join('-');
}
