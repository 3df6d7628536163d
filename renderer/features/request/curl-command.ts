/** Tells whether a pasted text is a cURL command: as typed in a shell, with or without a prompt or a path in front. */
export function isCurlCommand(text: string): boolean {
  return /^\s*(?:[$>%#]\s+)?(?:\S*[/\\])?curl(?:\.exe)?(?:\s|\^|\\$)/im.test(text.split('\n', 1)[0] ?? '');
}
