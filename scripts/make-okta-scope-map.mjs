/**
 * Makes `core/auth/oauth2/okta-scope-map.json` from Okta's public API description:
 * `node scripts/make-okta-scope-map.mjs <management.yaml>`. Only facts are taken: method, path template and least
 * scope of each operation, and the description's version.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from './project-root.mjs';

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

/** Gives the rows of a description: method, path template, scopes; `apiToken` where no scope serves, none where none is needed. */
export function readOperations(description) {
  const rows = [];
  for (const [template, item] of Object.entries(description.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      const security = operation.security ?? description.security ?? [];
      const scopes = security.flatMap((entry) => entry.oauth2 ?? []);
      const onlyToken = scopes.length === 0 && security.some((entry) => 'apiToken' in entry);
      rows.push(
        [method.toUpperCase(), template, ...(onlyToken ? ['apiToken'] : scopes.toSorted())].join(' '),
      );
    }
  }
  return rows;
}

/** Gives the text of the data file. */
export function writeScopeMap(description) {
  const operations = readOperations(description);
  const scopes = Object.values(description.components.securitySchemes.oauth2.flows).flatMap((flow) =>
    Object.keys(flow.scopes),
  );
  const { version, license } = description.info;
  return `${JSON.stringify(
    {
      source: `Facts from Okta's management API description ${version}, published under ${license.name}`,
      version,
      scopes: [...new Set(scopes)].toSorted(),
      operations,
    },
    null,
    2,
  )}\n`;
}

const [input] = process.argv.slice(2);
if (import.meta.filename === path.resolve(process.argv[1] ?? '')) {
  if (input === undefined) {
    console.error('Usage: node scripts/make-okta-scope-map.mjs <management.yaml>');
    process.exit(2);
  }
  const target = path.join(projectRoot, 'core/auth/oauth2/okta-scope-map.json');
  const text = writeScopeMap(parse(readFileSync(input, 'utf8'), { maxAliasCount: -1 }));
  writeFileSync(target, text);
  console.log(
    `Wrote ${JSON.parse(text).operations.length} operations to ${path.relative(projectRoot, target)}.`,
  );
}
