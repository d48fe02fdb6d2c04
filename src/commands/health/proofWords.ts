// How a health check that passed says so, wherever it is written.

/** `Proven in container web-1 at 2026-11-22 08:00 UTC`. */
export function proofWords(where: string, at = new Date().toISOString()): string {
  return `Proven in container ${where} at ${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
