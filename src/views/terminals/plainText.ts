// Makes text from an engine safe to print between our own words.

/** On one line. Control characters, escape sequences and direction marks become visible stand-ins, so that no name can forge a line. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, '\ufffd');
}
