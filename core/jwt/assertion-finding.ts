import type { JsonValue } from '../json-value.ts';
import { setMember } from './json-members.ts';

/** Header and claims as they are edited. */
export interface AssertionTexts {
  headerText: string;
  claimsText: string;
}

/** Something to know about an assertion before it is signed. */
export interface AssertionFinding {
  /** Stable; what tests and the UI compare. */
  code: string;
  /** `error`: the server will refuse it. */
  severity: 'error' | 'warning' | 'info';
  message: string;
  where: 'header' | 'claims';
  /** The member it is about. */
  member?: string;
  /** One click: the texts as they would be. */
  fix?: AssertionTexts & { label: string };
}

/** A member to set, for a fix. */
export interface MemberFix {
  label: string;
  name: string;
  value: JsonValue;
}

/** Gathers findings. */
export interface Findings {
  readonly list: AssertionFinding[];
  add(
    where: AssertionFinding['where'],
    code: string,
    severity: AssertionFinding['severity'],
    message: string,
    member?: string,
    ...fixes: (MemberFix | undefined)[]
  ): void;
}

/** Makes the gatherer for a pair of texts. */
export function createFindings(texts: AssertionTexts): Findings {
  const list: AssertionFinding[] = [];
  return {
    list,
    add(where, code, severity, message, member, ...fixes) {
      const finding: AssertionFinding = { code, severity, message, where, member };
      const usable = fixes.filter((fix) => fix !== undefined);
      const [first] = usable;
      if (first !== undefined) {
        const changed = (text: string) =>
          usable.reduce((result, fix) => setMember(result, fix.name, fix.value), text);
        finding.fix = {
          label: first.label,
          headerText: where === 'header' ? changed(texts.headerText) : texts.headerText,
          claimsText: where === 'claims' ? changed(texts.claimsText) : texts.claimsText,
        };
      }
      list.push(finding);
    },
  };
}
