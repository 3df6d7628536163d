import type { UserStatus } from './org.ts';

/** A person of the seed; everything else of the user follows from this. */
export interface SeedPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly department: string;
  readonly city: string;
  readonly countryCode: string;
  readonly status: UserStatus;
}

/** Domain of every login; `.example` is reserved and reaches nobody (RFC 2606). */
export const EMAIL_DOMAIN = 'sandbox.example';

/** Invented people, apart from the one whom Okta's own guides greet; the last one holds the API token. */
const ROWS = `
Tony|Stark|Head of Prototypes|Engineering|New York|US|ACTIVE
Ada|Winterbourne|Staff Engineer|Engineering|Leeds|GB|ACTIVE
Bao|Trinh|Backend Engineer|Engineering|Hue|VN|ACTIVE
Carmela|Ortuño|Frontend Engineer|Engineering|Valencia|ES|ACTIVE
Dagny|Sørlie|Site Reliability Engineer|Engineering|Bergen|NO|ACTIVE
Emeka|Okonjo|Security Engineer|Engineering|Enugu|NG|ACTIVE
Farida|Belkacem|Data Engineer|Engineering|Oran|DZ|SUSPENDED
Gwen|O'Hanlon|Test Engineer|Engineering|Galway|IE|ACTIVE
Hiroto|Kanzaki|Platform Engineer|Engineering|Sendai|JP|LOCKED_OUT
Ilse|Vanderveken|Engineering Manager|Engineering|Ghent|BE|ACTIVE
Jovan|Petkov|Intern|Engineering|Varna|BG|STAGED
Keahi|Nakoa|Hardware Engineer|Research|Hilo|US|ACTIVE
Ludmila|Hrubá|Principal Scientist|Research|Brno|CZ|ACTIVE
Moana|Tairua|Research Assistant|Research|Napier|NZ|PROVISIONED
Nils|Åkerblom|Statistician|Research|Uppsala|SE|ACTIVE
Odile|Charpentier|Lab Manager|Research|Nantes|FR|PASSWORD_EXPIRED
Pavel|Dvorník|Research Engineer|Research|Olomouc|CZ|ACTIVE
Quentin|Abelard|Controller|Finance|Lyon|FR|ACTIVE
Rosa|Amaral|Accountant|Finance|Porto|PT|ACTIVE
Suresh|Venkatanathan|Payroll Specialist|Finance|Madurai|IN|ACTIVE
Tove|Lindgaard|Financial Analyst|Finance|Aarhus|DK|RECOVERY
Umar|Sadykov|Auditor|Finance|Almaty|KZ|ACTIVE
Vesna|Horvatin|Treasurer|Finance|Split|HR|ACTIVE
Wanjiru|Kamau|Head of People|People and Culture|Nakuru|KE|ACTIVE
Xenia|Papadaki|Recruiter|People and Culture|Chania|GR|ACTIVE
Yusuf|Demirci|Office Manager|People and Culture|Izmir|TR|ACTIVE
Zoë|Ravenscroft|Learning Coach|People and Culture|Bath|GB|STAGED
Anselm|Bruckmoser|Carpenter|Workshop|Linz|AT|ACTIVE
Birgit|Falkenhagen|Electrician|Workshop|Rostock|DE|ACTIVE
Ciro|Montefusco|Welder|Workshop|Salerno|IT|ACTIVE
Delphine|Kabongo|Materials Planner|Workshop|Liège|BE|PROVISIONED
Eirik|Haugstad|Night Watch|Workshop|Tromsø|NO|DEPROVISIONED
Fenna|Hoekstra|Technical Writer|Contractors|Leeuwarden|NL|ACTIVE
Gaspard|Lemoine|Photographer|Contractors|Reims|FR|DEPROVISIONED
Mara|Lindqvist|Org Administrator|Engineering|Malmö|SE|ACTIVE
`;

/** The people of the seed, in order of creation. */
export const seedPeople: readonly SeedPerson[] = ROWS.trim()
  .split('\n')
  .map((row) => {
    const [firstName = '', lastName = '', title = '', department = '', city = '', countryCode = '', status] =
      row.split('|');
    return { firstName, lastName, title, department, city, countryCode, status: status as UserStatus };
  });

/** `first.last@domain`, in plain letters. */
export function seedLogin({ firstName, lastName }: SeedPerson): string {
  const plain = `${firstName}.${lastName}`
    .replaceAll('ø', 'o')
    .replaceAll('Å', 'A')
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '');
  return `${plain.toLowerCase()}@${EMAIL_DOMAIN}`;
}
