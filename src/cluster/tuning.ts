// The numbers of the live picture, with their reasons, in one place; tests shorten them.

export interface Tuning {
  /** How long the picture stays live after the last who looked has gone: a view hidden for a moment costs nothing. */
  readonly lingerMs: number;
  /** Changes are told in batches of this length: one frame of a screen. */
  readonly emitMs: number;
  /** Events about one object within this time cost one inspect. */
  readonly coalesceMs: number;
  /** More inspects in parallel are hardly faster for the engine (measured), and would crowd out commands. */
  readonly inspectsAtOnce: number;
  /** First pause before a failed inspect is tried again; doubles. */
  readonly inspectRetryMs: number;
  readonly listDeadlineMs: number;
  /** From the request for events to the engine's first answer. */
  readonly openDeadlineMs: number;
  /** How often a quiet connection is asked whether it still lives. */
  readonly keepAliveMs: number;
  readonly pingDeadlineMs: number;
  /** How often a part that could not be read, or a swarm that cannot serve, is asked again. */
  readonly recheckMs: number;
  /** The engine keeps 256 events and drops them for a slow reader, so everything is compared once in this time. */
  readonly relistMs: number;
  /** The engine's list lags up to 240 ms behind a `die` event (measured); what moved this recently is not believed to a list. */
  readonly lagMs: number;
  readonly taskPollFirstMs: number;
  readonly taskPollMaxMs: number;
  /** How soon a poll follows a hint that tasks move. */
  readonly taskPollSoonMs: number;
  /** A swarm of at most so many tasks is read whole at each poll; 1,000 tasks cost about 30 ms. */
  readonly tasksReadWhole: number;
  /** In a larger one all services are looked over at most this often (500 services and 500 tasks cost about 50 ms). */
  readonly taskSurveyMs: number;
  /** About so many tasks are read in turn at a survey, beside those that are likely to have moved. */
  readonly tasksInTurn: number;
  readonly retryFirstMs: number;
  readonly retryMaxMs: number;
  /** A connection that held this long counts as good: the next pause is short again. */
  readonly goodAfterMs: number;
}

export const defaultTuning: Tuning = {
  lingerMs: 5 * 60_000,
  emitMs: 16,
  coalesceMs: 20,
  inspectsAtOnce: 4,
  inspectRetryMs: 500,
  listDeadlineMs: 15_000,
  openDeadlineMs: 15_000,
  keepAliveMs: 30_000,
  pingDeadlineMs: 10_000,
  recheckMs: 15_000,
  relistMs: 10 * 60_000,
  lagMs: 1_000,
  taskPollFirstMs: 1_000,
  taskPollMaxMs: 10_000,
  taskPollSoonMs: 300,
  tasksReadWhole: 1_000,
  taskSurveyMs: 8_000,
  tasksInTurn: 500,
  retryFirstMs: 500,
  retryMaxMs: 30_000,
  goodAfterMs: 10_000,
};
