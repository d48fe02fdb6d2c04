// The check ring: counts each check of scripts/check.mjs as one test.
import { runChecks } from '../check.mjs';

export async function checkRing() {
  const { passed, failed } = await runChecks();
  return { passed, failed, skipped: 0 };
}
