export function writeNotices(moduleIds: Iterable<string>): string;
export function licenceNotices(fileName: string): { name: string };
