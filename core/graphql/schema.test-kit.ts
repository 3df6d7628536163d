import type { GraphQLSchema } from 'graphql';
import { buildSchemaOf } from './build-schema.ts';

/** A schema with one of everything, for tests. */
export const sampleSdl = `
"A moment in time"
scalar Moment
directive @log(level: Level = INFO) on FIELD
enum Level { INFO, "For the brave" DEBUG, OLD @deprecated(reason: "Use INFO") }
"Anything with an id"
interface Node { id: ID! }
"A person <script>alert(1)</script>"
type User implements Node {
  id: ID!
  "What they are called"
  name: String
  nick: String @deprecated(reason: "Use name")
  friends(first: Int! = 10, after: String): [User!]!
  born: Moment
}
type Group implements Node { id: ID!, title: String! }
union Found = User | Group
input NewUser { name: String!, level: Level = INFO }
type Query {
  me: User
  "Finds one by id"
  user(id: ID!, verbose: Boolean = false): User
  users(level: Level, first: Int): [User!]!
  search(text: String!, kinds: [String!]!, options: NewUser!, level: Level!, count: Int!): [Found!]!
  version: String!
}
type Mutation { addUser(input: NewUser!): User! }
type Subscription { userAdded: User! }
`;

export const sampleSchema: GraphQLSchema = buildSchemaOf(sampleSdl, 'sdl');
