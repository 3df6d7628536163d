import { describe, expect, it } from 'vitest';
import { completeDocument } from './complete-document.ts';
import { explainPlace } from './explain-place.ts';
import { sampleSchema } from './schema.test-kit.ts';

/** The caret is where `|` stands. */
function at(marked: string): [string, number] {
  return [marked.replace('|', ''), marked.indexOf('|')];
}
const complete = (marked: string) => completeDocument(...at(marked), sampleSchema);
const labels = (marked: string) => complete(marked).map(({ label }) => label);

describe('completeDocument', () => {
  it.each<[string, string[]]>([
    ['{ us|', ['user', 'users']],
    ['{ me { na| } }', ['name']],
    ['{ user(|) { id } }', ['id', 'verbose']],
    ['{ users(level: |) { id } }', ['INFO', 'DEBUG']],
    ['query A($i: |) { me { id } }', ['NewUser', 'Moment', 'Level', 'ID', 'String', 'Int', 'Boolean']],
    ['{ me @lo| { id } }', ['log']],
    ['query A($some: ID!) { user(id: $so|) { id } }', ['$some']],
    ['{ me { ...F| } } fragment Fields on User { id }', ['Fields']],
    ['{ search(text: "{{q}}", kinds: {{k}}, options: {na|', ['name']],
    ['qu|', ['query']],
  ])('%s', (marked, expected) => {
    expect(labels(marked)).toEqual(expect.arrayContaining(expected));
  });

  it('offers nothing that only schemas have', () => {
    expect(labels('|')).toEqual(
      expect.arrayContaining(['query', 'mutation', 'subscription', 'fragment', '{']),
    );
    expect(labels('|')).not.toContain('interface');
  });

  it('gives types, words and where they go', () => {
    const [proposal] = complete('{ me { nick| } }');
    expect(proposal).toMatchObject({ kind: 'field', detail: 'String', isDeprecated: true, start: 7 });
    expect(proposal?.description).toBe('Deprecated: Use name');
    const [variable] = complete('query A($some: ID!) { user(id: $so|) { id } }');
    expect(variable).toMatchObject({ kind: 'variable', text: '$some', start: 31 });
  });
});

describe('explainPlace', () => {
  const explain = (marked: string) => explainPlace(...at(marked), sampleSchema);

  it.each<[string, string, string]>([
    ['{ me { na|me } }', 'User.name: String', 'What they are called'],
    ['{ |user(id: 1) { id } }', 'Query.user: User', 'Finds one by id'],
    ['{ user(i|d: 1) { id } }', 'Query.user(id: ID!)', ''],
    ['{ users(level: DEBUG|) { id } }', 'Level.DEBUG', 'For the brave'],
    ['{ me { nick| } }', 'User.nick: String', 'Deprecated: Use name'],
    ['{ ... on Us|er { id } }', 'User', 'A person <script>alert(1)</script>'],
  ])('%s', (marked, signature, description) => {
    expect(explain(marked)).toMatchObject({ signature, description });
  });

  it.each(['{ | me { id } }', '{ user(id: {{some|thing}}) { id } }', '{ nobody| }'])(
    'nothing: %s',
    (marked) => {
      expect(explain(marked)).toBeUndefined();
    },
  );
});
