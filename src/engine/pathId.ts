// Puts an id or a name into a request path; dockerode joins paths without encoding them.

import { EngineError } from './engineError';

/**
 * Encoded segment by segment, since the names of images and plugins have slashes. Nothing is called by an empty segment
 * or by dots, which would lead to another endpoint: such a name is not found (`EngineError`).
 */
export function pathId(id: string, engine: string): string {
  const segments = id.split('/');
  if (segments.some((segment) => /^\.{0,2}$/.test(segment))) {
    const message = id === '' ? 'The object to read has no name.' : `Nothing can be called ${JSON.stringify(id)}.`;
    throw new EngineError({ reason: 'notFound', engine, message });
  }
  return segments.map(encodeURIComponent).join('/');
}
