import { isAppError } from '../../../core/errors.ts';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { readCurl } from '../../../core/import/curl.ts';
import { NoteBook } from '../../../core/import/notes.ts';
import { sameValue } from '../../../core/same-value.ts';

/** What a pasted cURL command is. */
export interface PastedCurl {
  text: string;
  /** The request it makes; absent where it makes several, or cannot be read. */
  request: Request | undefined;
  /** What came in another form, was left out, or keeps it from being read. */
  remarks: string[];
}

/** Reads a pasted cURL command. Nothing of it is run. */
export function readPastedCurl(text: string): PastedCurl {
  const notes = new NoteBook('cURL');
  try {
    const requests = readCurl(text, notes);
    const remarks = notes
      .list()
      .filter((note) => note.severity !== 'info')
      .map((note) => note.message);
    return { text, request: requests.length === 1 ? requests[0]?.request : undefined, remarks };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { text, request: undefined, remarks: [error.message] };
  }
}

/** The edit that puts a request in the place of another one; its description stays. */
export function replacingChange(request: Request): Partial<Request> {
  const { description: _description, ...rest } = request;
  return { ...emptyRequest(), auth: undefined, settings: undefined, extension: undefined, ...rest };
}

/** Tells whether a request was not begun yet, so that nothing is lost when another takes its place. */
export function isBlank(request: Request): boolean {
  return sameValue({ ...request, description: undefined }, emptyRequest());
}
