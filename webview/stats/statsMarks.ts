// Marks on the time axis, in words: short for a chart, whole for the list below it.

import type { StatsMark } from '../../src/model/statsSample';

/** An end that is followed by a start so soon is told by the restart. */
const restartMs = 5000;

/** Without ends that are part of a restart. */
export function toldMarks(marks: readonly StatsMark[]): readonly StatsMark[] {
  return marks.filter((mark, i) => {
    const after = marks.slice(i + 1).find(({ kind }) => kind === 'restarted' || kind === 'started');
    return !(mark.kind === 'ended' && after && Date.parse(after.at) - Date.parse(mark.at) < restartMs);
  });
}

export const markLooks: Readonly<Record<StatsMark['kind'], { word: string; colour: string; icon: string }>> = {
  started: { word: 'start', colour: '--vscode-descriptionForeground', icon: 'debug-start' },
  restarted: { word: 'restart', colour: '--vscode-editorWarning-foreground', icon: 'debug-restart' },
  ended: { word: 'end', colour: '--vscode-descriptionForeground', icon: 'debug-stop' },
  oom: { word: 'OOM', colour: '--vscode-editorError-foreground', icon: 'error' },
  unhealthy: { word: 'unhealthy', colour: '--vscode-editorError-foreground', icon: 'heart' },
  healthy: { word: 'healthy', colour: '--vscode-testing-iconPassed', icon: 'heart-filled' },
};

export function markWords({ kind, exitCode }: StatsMark): string {
  const code = exitCode === undefined ? '' : ` with code ${exitCode}`;
  switch (kind) {
    case 'started':
      return 'started';
    case 'restarted':
      return exitCode === undefined ? 'restarted' : `restarted after it exited${code}`;
    case 'ended':
      return `exited${code}`;
    case 'oom':
      return 'ran out of memory';
    case 'unhealthy':
      return 'became unhealthy';
    case 'healthy':
      return 'became healthy';
  }
}
