// What people usually see when something is wrong: the choices that a diagnosis is offered to be told, and their words.

/** In the order in which they are offered. */
export const symptomChoices = [
  'unreachable',
  'restarting',
  'neverStarts',
  'slow',
  'losesData',
  'logsMissing',
  'updateStuck',
] as const;
export type SymptomChoice = (typeof symptomChoices)[number];

/** Short, as a choice reads; also what `diagnose` is told as the symptom. */
export const symptomWords: Readonly<Record<SymptomChoice, string>> = {
  unreachable: 'cannot be reached',
  restarting: 'keeps restarting',
  neverStarts: 'never starts',
  slow: 'is slow',
  losesData: 'loses its data',
  logsMissing: 'its logs are missing',
  updateStuck: 'its update does not finish',
};

/** Longest words of a symptom that a person types. */
export const maxSymptomChars = 300;
