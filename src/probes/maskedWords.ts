// What a program said, fit to be kept and shown: secrets masked, short, without control characters.

import { maskSecrets } from '../model/maskSecrets';

export function maskedWords(text: string, most = 400): string {
  const { json } = maskSecrets(text.slice(0, 64 * 1024));
  const plain = typeof json === 'string' ? json : '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  const clean = plain.replace(/\u001B\[[\d;?]*[A-Za-z]/g, '').replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '');
  const trimmed = clean.trim();
  return trimmed.length > most ? `${trimmed.slice(0, most - 1)}…` : trimmed;
}
