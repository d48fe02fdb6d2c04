// What a table of log knowledge is: how programs of many makers say one and the same thing.

export type LogTheme =
  | 'addressInUse'
  | 'authenticationFailed'
  | 'badArgument'
  | 'commandNotFound'
  | 'configSyntax'
  | 'dataCorrupt'
  | 'dataLocked'
  | 'dataPlace'
  | 'dataVersion'
  | 'databaseMissing'
  | 'emptyFolder'
  | 'execFailed'
  | 'fileLimit'
  | 'hostSetting'
  | 'invalidValue'
  | 'isDirectory'
  | 'licenseRefused'
  | 'listening'
  | 'localSocket'
  | 'lowPort'
  | 'missingEnv'
  | 'missingFile'
  | 'missingLibrary'
  | 'missingModule'
  | 'missingTimezone'
  | 'mountBroken'
  | 'nativeModule'
  | 'noRoute'
  | 'noSpace'
  | 'noSuchHost'
  | 'noTerminal'
  | 'notEmpty'
  | 'notMapped'
  | 'notPermitted'
  | 'notReady'
  | 'outOfMemory'
  | 'permissionDenied'
  | 'processLimit'
  | 'protectedMode'
  | 'readOnly'
  | 'refused'
  | 'refusesWrites'
  | 'schemaMissing'
  | 'timedOut'
  | 'tlsFailed'
  | 'tooManyConnections';

export interface LogWording {
  /** Program, language or library that says it. */
  readonly by: string;
  /**
   * Named groups carry data: `host`, `port`, `path`, `user`, `name`, `line`, `detail`. Repetitions are bounded and do not
   * overlap, since any program may write any line.
   */
  readonly pattern: RegExp;
  /** Where the wording is from: a source file, a manual, or a program that was run. */
  readonly source: string;
}

export interface LogTable {
  readonly theme: LogTheme;
  /** A cheap test that every line of the theme passes. */
  readonly hint: RegExp;
  /** Narrow wordings first: the first that fits is taken. */
  readonly wordings: readonly LogWording[];
}
