import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../core/json-fault.ts';
import { decodeText } from './decode-text.ts';

/** Folder of JSONTestSuite's `test_parsing` files; its files are not part of this project. */
const folder = process.env['POSTERN_JSON_TEST_SUITE'];

/** What Postern does with the texts that RFC 8259 leaves open: accepted ones; the others are refused. */
const acceptedOpenCases = new Set([
  'i_number_double_huge_neg_exp.json',
  'i_number_huge_exp.json',
  'i_number_neg_int_huge_exp.json',
  'i_number_pos_double_huge_exp.json',
  'i_number_real_neg_overflow.json',
  'i_number_real_pos_overflow.json',
  'i_number_real_underflow.json',
  'i_number_too_big_neg_int.json',
  'i_number_too_big_pos_int.json',
  'i_number_very_big_negative_int.json',
  'i_object_key_lone_2nd_surrogate.json',
  'i_string_1st_surrogate_but_2nd_missing.json',
  'i_string_1st_valid_surrogate_2nd_invalid.json',
  'i_string_UTF-16LE_with_BOM.json',
  'i_string_UTF-8_invalid_sequence.json',
  'i_string_UTF8_surrogate_U+D800.json',
  'i_string_incomplete_surrogate_and_escape_valid.json',
  'i_string_incomplete_surrogate_pair.json',
  'i_string_incomplete_surrogates_escape_valid.json',
  'i_string_invalid_lonely_surrogate.json',
  'i_string_invalid_surrogate.json',
  'i_string_invalid_utf-8.json',
  'i_string_inverted_surrogates_U+1D11E.json',
  'i_string_iso_latin_1.json',
  'i_string_lone_second_surrogate.json',
  'i_string_lone_utf8_continuation_byte.json',
  'i_string_not_in_unicode_range.json',
  'i_string_overlong_sequence_2_bytes.json',
  'i_string_overlong_sequence_6_bytes.json',
  'i_string_overlong_sequence_6_bytes_null.json',
  'i_string_truncated-utf-8.json',
  'i_string_utf16BE_no_BOM.json',
  'i_string_utf16LE_no_BOM.json',
  'i_structure_500_nested_arrays.json',
  'i_structure_UTF-8_BOM_empty_object.json',
]);

if (folder === undefined) console.log('skipped: POSTERN_JSON_TEST_SUITE names no folder of JSONTestSuite');

describe.skipIf(folder === undefined)('JSONTestSuite', () => {
  const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));
  it.each(names)('%s', (name) => {
    const text = decodeText(readFileSync(join(folder ?? '', name)));
    const fault = findJsonFault(text);
    const accepted = name.startsWith('y_') || acceptedOpenCases.has(name);
    expect(fault === undefined).toBe(accepted);
    if (fault) expect(fault.line * fault.column).toBeGreaterThan(0);
    // The native parser is the second opinion.
    let valid = true;
    try {
      JSON.parse(text);
    } catch {
      valid = false;
    }
    expect(valid).toBe(accepted);
  });
  it('has all of its files', () => {
    expect(names.filter((name) => name.startsWith('y_'))).toHaveLength(95);
    expect(names.filter((name) => name.startsWith('n_'))).toHaveLength(188);
    expect(names.filter((name) => name.startsWith('i_'))).toHaveLength(35);
  });
});
