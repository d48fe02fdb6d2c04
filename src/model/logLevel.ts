// How bad a line of a log says it is.

/** From the least to the worst. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** `unknown`: the line does not say. */
export type LogLevel = (typeof logLevels)[number] | 'unknown';
