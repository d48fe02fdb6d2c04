// Validators for what a view says of what is shown of a log.

import * as z from 'zod/mini';
import { highlightColours, maxContext } from '../model/logChoice';
import { logLevels } from '../model/logLevel';

const short = z.string().check(z.maxLength(2000));
const time = z.nullable(z.string().check(z.maxLength(40)));
export const findQuery = z.object({ text: short, regex: z.boolean(), matchCase: z.boolean(), inverse: z.boolean() });
export const logFilter = z.object({
  text: z.nullable(findQuery),
  context: z.int().check(z.minimum(0), z.maximum(maxContext)),
  level: z.nullable(z.enum(logLevels)),
  unknown: z.boolean(),
  streams: z.enum(['all', 'stdout', 'stderr']),
  hidden: z.array(z.string().check(z.maxLength(512))).check(z.maxLength(2000)),
  from: time,
  until: time,
  fields: z
    .array(
      z.object({
        path: z.array(z.string().check(z.maxLength(512))).check(z.minLength(1), z.maxLength(32)),
        value: z.string().check(z.maxLength(20_000)),
        not: z.boolean(),
      }),
    )
    .check(z.maxLength(50)),
});
export const logChoice = z.object({ filter: logFilter, folded: z.boolean(), structured: z.boolean() });
export const highlight = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(500)),
  regex: z.boolean(),
  matchCase: z.boolean(),
  colour: z.enum(highlightColours),
});
