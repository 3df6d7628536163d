/** What `postern help` prints. */
export const usage = `Usage: postern <command> [options]

  import FILE|DIR|URL|- ...      bring in collections, environments and cURL commands; - reads standard input
      --json                     print what came and what was remarked, as JSON

  export --collection NAME       write a collection as Postman v2.1 JSON
      --environment NAME         write an environment instead
      --format postman-2.1       the only format so far, and the default
      --output FILE              write to a file instead of standard output
      --include-secrets          keep secret values, which are blanked otherwise
      --json                     with --output: print the file, its size and what was blanked, as JSON

  send "Collection/Folder/Request"
      --environment NAME         the environment to take variables from
      --var KEY=VALUE            a variable that wins over all others; may be repeated. KEY alone takes the environment
                                 variable of that name, as a secret. What is asked for when sending is asked in a
                                 terminal where it is not given so.
      --allow-file FILE          let requests send this file from outside the workspace; may be repeated
      --output FILE              write the body of the answer to a file
      --json                     print the exchange as JSON

  run "Collection/Folder"        send the requests of a collection or folder, one after the other, in its order
      --environment NAME  --var KEY=VALUE  --allow-file FILE
      --data FILE                go round once for each row of a CSV file with names, or of a JSON list of objects
      --iterations N             go round N times
      --delay-request MS         wait between two requests
      --allow-scripts            let the scripts around these requests run, from now on
      --bail                     end at the first failure
      --junit FILE               write the results as JUnit XML
      --json                     print the results as JSON

  token --client ID --key FILE|NAME|- --token-url URL
      --scope "..."              the scopes to ask for
      --dpop                     bind the token to a key from the start; without it only where the server asks
      --json                     print { access_token, token_type, expires_in, scope } instead of the token alone
      --client-auth METHOD       without --key: client_secret_basic (default), client_secret_post, client_secret_jwt
                                 A key (JWK or PEM; - reads standard input) is not stored. POSTERN_KEY_PASSPHRASE opens
                                 an encrypted one; POSTERN_CLIENT_SECRET is the secret of a client without a key.
  token "Collection/..."         the token of a collection, folder or request, got or refreshed without a browser
      --environment NAME  --var KEY=VALUE  --json

  serve                          open the web door, as npm start -- --web does
      --port N  --no-open  --sandbox

  help, --help                   show this text
  --version                      show the version

For every command:
  --workspace DIR                the folder with collections and environments (default: My Workspace in the profile)
  --profile DIR                  the folder for settings, secrets and cookies (default: the system's place for it)

Exit codes: 0 done (send: an answer came, whatever its status; run: all were answered and every test passed), 1 refused
or failed, 2 the command line is wrong.
Errors are one line on standard error, CODE: message; with --json an object { error: { code, message, details } } on
standard output too.
`;
