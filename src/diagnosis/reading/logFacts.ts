// Reads what log lines say by the tables of log knowledge: typed facts, each with the line that proves it.

import type { EvidenceLine } from '../../model/dossier/dossier';
import { addressInUse } from '../logKnowledge/addressInUse';
import { authenticationFailed } from '../logKnowledge/authenticationFailed';
import { badArgument } from '../logKnowledge/badArgument';
import { commandNotFound } from '../logKnowledge/commandNotFound';
import { configSyntax } from '../logKnowledge/configSyntax';
import { dataCorrupt, dataLocked, dataPlace, emptyFolder, mountBroken, notMapped } from '../logKnowledge/dataStates';
import { noRoute, notReady, protectedMode, timedOut, tlsFailed } from '../logKnowledge/dependencyStates';
import { execFailed } from '../logKnowledge/execFailed';
import { fileLimit, processLimit } from '../logKnowledge/limits';
import type { LogTable, LogTheme } from '../logKnowledge/logTheme';
import { missingEnv } from '../logKnowledge/missingEnv';
import { missingFile } from '../logKnowledge/missingFile';
import { missingLibrary } from '../logKnowledge/missingLibrary';
import { missingModule } from '../logKnowledge/missingModule';
import { noSpace } from '../logKnowledge/noSpace';
import { noSuchHost } from '../logKnowledge/noSuchHost';
import { outOfMemory } from '../logKnowledge/outOfMemory';
import { permissionDenied } from '../logKnowledge/permissionDenied';
import { notPermitted } from '../logKnowledge/privileges';
import { invalidValue, licenseRefused, missingTimezone, nativeModule, noTerminal } from '../logKnowledge/programNeeds';
import { readOnly } from '../logKnowledge/readOnly';
import { refused } from '../logKnowledge/refused';
import {
  databaseMissing,
  localSocket,
  refusesWrites,
  schemaMissing,
  tooManyConnections,
} from '../logKnowledge/serverAnswers';
import { dataVersion, listening, lowPort } from '../logKnowledge/startupFacts';
import { hostSetting, isDirectory, notEmpty } from '../logKnowledge/wrongPlaces';

/** What one line says. Members other than the first four are there where the wording holds them. */
export interface LogFact {
  readonly theme: LogTheme;
  readonly line: EvidenceLine;
  /** Place of the line among those that were read. */
  readonly at: number;
  /** Program or language whose wording it is. */
  readonly by: string;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly user?: string;
  readonly name?: string;
  readonly detail?: string;
  readonly lineNumber?: number;
}

export const logTables: readonly LogTable[] = [
  addressInUse,
  authenticationFailed,
  badArgument,
  commandNotFound,
  configSyntax,
  databaseMissing,
  dataCorrupt,
  dataLocked,
  dataPlace,
  dataVersion,
  emptyFolder,
  execFailed,
  fileLimit,
  hostSetting,
  invalidValue,
  isDirectory,
  licenseRefused,
  listening,
  localSocket,
  lowPort,
  missingEnv,
  missingFile,
  missingLibrary,
  missingModule,
  missingTimezone,
  mountBroken,
  nativeModule,
  noRoute,
  noSpace,
  noSuchHost,
  noTerminal,
  notEmpty,
  notMapped,
  notPermitted,
  notReady,
  outOfMemory,
  permissionDenied,
  processLimit,
  protectedMode,
  readOnly,
  refused,
  refusesWrites,
  schemaMissing,
  timedOut,
  tlsFailed,
  tooManyConnections,
];

/** Characters of a line that are looked at. */
const longestLine = 2_000;

/** In the order of the lines; a line may say several things (a refused connection in an error about a host). */
export function logFacts(lines: readonly EvidenceLine[]): readonly LogFact[] {
  return lines.flatMap((line, at) => {
    // In JSON a slash may be written with a backslash before it, as crun and PHP do.
    const text = line.text.slice(0, longestLine).replaceAll('\\/', '/').replace(clockTime, '');
    return logTables.flatMap((table) => factOf(table, text, line, at) ?? []);
  });
}

/** A time of day reads like a host and its port: 12:17. */
const clockTime = /(?<=^|[\sT[(]|\d{4}:)\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?=$|[\s\]),Z:+-])/g;

function factOf(table: LogTable, text: string, line: EvidenceLine, at: number): LogFact | undefined {
  if (!table.hint.test(text)) return undefined;
  for (const { by, pattern } of table.wordings) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const groups: Record<string, string | undefined> = match.groups ?? {};
    const path = groups.path ?? groups.file;
    const name = groups.name ?? (table.theme === 'listening' ? undefined : groups.other);
    const port = portOf(groups.port ?? (table.theme === 'listening' ? groups.other : undefined));
    const lineNumber = groups.line === undefined ? undefined : Number(groups.line);
    const host = groups.host?.replace(/^\[|\]$/g, '');
    const detail = groups.detail?.trim();
    return {
      theme: table.theme,
      line,
      at,
      by,
      ...(host ? { host } : {}),
      ...(port === undefined ? {} : { port }),
      ...(path ? { path } : {}),
      ...(groups.user ? { user: groups.user } : {}),
      ...(name ? { name } : {}),
      ...(detail ? { detail } : {}),
      ...(lineNumber === undefined ? {} : { lineNumber }),
    };
  }
  return undefined;
}

function portOf(digits: string | undefined): number | undefined {
  const port = Number(digits ?? Number.NaN);
  return port > 0 && port < 65_536 ? port : undefined;
}
