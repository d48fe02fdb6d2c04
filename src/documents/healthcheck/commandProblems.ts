// Judges what a HEALTHCHECK runs: that there is a command, that the image holds it, that it can fail.

import type { DockerfileFacts, HealthcheckFacts, Stage } from '../dockerfile/dockerfileFacts';
import { simpleCommands } from '../dockerfile/packageChanges';
import type { CommandFacts } from '../dockerfile/words';
import type { TextEdit, TextLines, TextRange } from '../textLines';
import { type HealthcheckCandidate, healthcheckAdvice } from './healthcheckAdvice';
import type { HealthcheckFix, HealthcheckProblem } from './healthcheckProblem';
import { type StageTools, stageTools } from './stageTools';

// Only tools of which the table of images can say that they are missing.
const checkedTools: ReadonlySet<string> = new Set(['curl', 'wget', 'nc', 'bash', 'pgrep', 'grep', 'cat', 'test']);

/** Problems of the instruction as it is written. */
export function formProblems(healthcheck: HealthcheckFacts): HealthcheckProblem[] {
  const { type, command, extra, bodyRange, keywordRange } = healthcheck;
  switch (type) {
    case 'none':
      if (!extra) return [];
      return [
        {
          code: 'healthcheck-none-arguments',
          severity: 'error',
          message: 'NONE takes nothing behind it, and the build refuses this. Remove the rest, or write CMD.',
          range: extra,
          fixes: [{ title: 'Remove what stands behind NONE', edits: [{ range: extra, newText: '' }] }],
        },
      ];
    case 'cmd':
      return command ? execForm(command) : [missingCommand(bodyRange)];
    case 'missing':
      return [missingCommand(keywordRange)];
    case 'other':
      // A flag without its value has already said it.
      if (healthcheck.flags.some((flag) => flag.value === undefined)) return [];
      return [
        {
          code: 'healthcheck-type-unknown',
          severity: 'error',
          message: 'CMD must stand before the command of a HEALTHCHECK, or the build refuses it.',
          range: bodyRange,
          fixes: [
            {
              title: 'Insert CMD',
              edits: [{ range: { start: bodyRange.start, end: bodyRange.start }, newText: 'CMD ' }],
            },
          ],
        },
      ];
  }
}

/** What looks like an array but is none. `[ -f /tmp/alive ]` is a command of the shell and is left alone. */
function execForm(command: CommandFacts): HealthcheckProblem[] {
  if (command.form === 'exec' || !command.script.startsWith('[') || command.script.length > 10_000) return [];
  const { script, range } = command;
  const problem = (severity: 'error' | 'warning', message: string, fixes: HealthcheckFix[]): HealthcheckProblem[] => [
    { code: 'healthcheck-exec-form', severity, message, range, fixes },
  ];
  if (isArray(script)) {
    return problem(
      'error',
      'An array after CMD may hold strings only, and the build refuses this one. Put quotes around each part.',
      [],
    );
  }
  if (!/^\[\s*'[^']*'\s*[,\]]/.test(script)) return [];
  const quoted = script.replace(/'/g, '"');
  const fixes = isArray(quoted) ? [{ title: 'Use double quotes', edits: [{ range, newText: quoted }] }] : [];
  return problem(
    'warning',
    'An array after CMD needs double quotes. With single ones the whole line is handed to a shell, which finds no such command, and the check always fails.',
    fixes,
  );
}

function isArray(json: string): boolean {
  try {
    return Array.isArray(JSON.parse(json));
  } catch {
    return false;
  }
}

/** Problems of the command in this stage. Nothing is said of what is not certain. */
export function commandProblems(
  lines: TextLines,
  facts: DockerfileFacts,
  stage: Stage,
  { command, bodyRange }: HealthcheckFacts,
): HealthcheckProblem[] {
  if (!command) return [];
  const tools = stageTools(facts, stage);
  const replacements = () => replacementFixes(facts, stage, command, bodyRange);
  const problems = missingTool(command, tools, stage, replacements);
  return problems.length > 0 ? problems : [...curlWithoutFail(command), ...localhost(command, tools, lines)];
}

function missingCommand(range: TextRange): HealthcheckProblem {
  return {
    code: 'healthcheck-command-missing',
    severity: 'error',
    message:
      'This HEALTHCHECK has no command. Write CMD and what to run, or NONE to switch off the one of the base image.',
    range,
    fixes: [],
  };
}

function missingTool(
  command: CommandFacts,
  tools: StageTools,
  stage: Stage,
  fixes: () => HealthcheckFix[],
): HealthcheckProblem[] {
  if (command.form === 'shell' && !stage.shell && tools.state('sh') === 'no') {
    return [
      {
        code: 'healthcheck-shell-missing',
        severity: 'warning',
        message: `${tools.baseImage} holds no shell, so a command that is not in [“exec”, “form”] cannot start and the container turns unhealthy.`,
        range: command.range,
        fixes: fixes(),
      },
    ];
  }
  const tool = programs(command).find((name) => checkedTools.has(name) && tools.state(name) === 'no');
  if (!tool) return [];
  return [
    {
      code: 'healthcheck-tool-missing',
      severity: 'warning',
      message: `${tools.baseImage} does not hold ${tool}, and nothing here installs it: the check always fails and the container turns unhealthy.`,
      range: command.range,
      fixes: fixes(),
    },
  ];
}

/** Programs that the command starts, by name. Only what must run counts: not what stands behind `||`. */
function programs(command: CommandFacts): string[] {
  return command.form === 'exec' ? startedBy(command.argv, 0) : scriptPrograms(command.script, 0);
}

function scriptPrograms(script: string, depth: number): string[] {
  // `curl … || wget … || exit 1` works with either: only the first is needed, and only without an alternative.
  const [first = '', ...others] = script.split('||');
  const alternative = others.some((other) => !/^\s*(exit|false|kill|echo)\b/.test(other));
  return alternative ? [] : simpleCommands(first).flatMap((words) => startedBy(words, depth));
}

/** `sh -c "curl …"` starts both. */
function startedBy([path = '', flag, script]: readonly string[], depth: number): string[] {
  const name = path.replace(/^(\/usr)?(\/local)?\/s?bin\//, '');
  const inner = /^(ba|a|da)?sh$/.test(name) && flag === '-c' && depth < 3 ? script : undefined;
  return [name, ...(inner === undefined ? [] : scriptPrograms(inner, depth + 1))];
}

function curlWithoutFail(command: CommandFacts): HealthcheckProblem[] {
  // A script that looks at the answer by itself needs no -f.
  if (command.form === 'shell' && /[|$`]/.test(command.script.replace(/\|\|\s*(exit \d+|false)\s*$/, ''))) return [];
  const words = command.form === 'exec' ? [...command.argv] : (simpleCommands(command.script)[0] ?? []);
  if (words[0] !== 'curl' || !words.some((word) => /^https?:\/\//.test(word) || /^(localhost|127\.|\[?::1)/.test(word)))
    return [];
  const decides = (word: string) =>
    /^--(fail|write-out)/.test(word) || /^-[a-zA-Z]*[fw]/.test(word.split('=')[0] ?? '');
  if (words.some((word) => word.startsWith('-') && decides(word))) return [];
  return [
    {
      code: 'healthcheck-curl-without-fail',
      severity: 'warning',
      message:
        'Without -f curl takes an error page for success: the container stays healthy while it answers 500. Add -f.',
      range: command.range,
      fixes: insertAfterCurl(command),
    },
  ];
}

function insertAfterCurl(command: CommandFacts): HealthcheckFix[] {
  const [head, newText] = command.form === 'shell' ? ['curl', ' -f'] : ['["curl"', ', "-f"'];
  const written = command.form === 'shell' ? command.script : command.json;
  if (!written.startsWith(head)) return [];
  const { line, character } = command.range.start;
  const at = { line, character: character + head.length };
  return [{ title: 'Add -f', edits: [{ range: { start: at, end: at }, newText }] }];
}

function localhost(command: CommandFacts, { family }: StageTools, lines: TextLines): HealthcheckProblem[] {
  // BusyBox's wget tries the first address only, and that is ::1 where the container has IPv6.
  if (family.system.id !== 'alpine' && family.system.id !== 'busybox') return [];
  const text = command.form === 'exec' ? command.argv.join(' ') : command.script;
  if (!programs(command).includes('wget') || !/https?:\/\/localhost\b/.test(text)) return [];
  return [
    {
      code: 'healthcheck-localhost',
      severity: 'info',
      message:
        'localhost may mean ::1 here, where many programs do not listen, and this wget tries one address only. Write 127.0.0.1.',
      range: command.range,
      fixes: [{ title: 'Change to 127.0.0.1', edits: loopbackEdits(command.range, lines) }],
    },
  ];
}

function loopbackEdits({ start, end }: TextRange, lines: TextLines): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let line = start.line; line <= end.line; line += 1) {
    for (const { index } of lines.line(line).matchAll(/(?<=https?:\/\/)localhost\b/g)) {
      const range = { start: { line, character: index }, end: { line, character: index + 'localhost'.length } };
      if (line > start.line || index >= start.character) edits.push({ range, newText: '127.0.0.1' });
    }
  }
  return edits;
}

/** The best checks that the image can surely run, for the same port and path, with the flags left as they are. */
function replacementFixes(
  facts: DockerfileFacts,
  stage: Stage,
  command: CommandFacts,
  range: TextRange,
): HealthcheckFix[] {
  const text = command.form === 'exec' ? command.argv.join(' ') : command.script;
  const [, secure, port, path] = /http(s?):\/\/[^\s/:"']+(?::(\d{1,5}))?(\/[\w./-]*)?/.exec(text.slice(0, 2000)) ?? [];
  const target = {
    ...(path !== undefined && { path }),
    ...(port !== undefined && { port: Number(port) }),
    ...(port === undefined && path !== undefined && { port: secure ? 443 : 80 }),
  };
  return healthcheckAdvice(facts, { stage: stage.index, target })
    .filter((candidate) => candidate.confidence >= 0.3)
    .slice(0, 2)
    .map((candidate) => ({
      title: `Replace by: ${candidate.title}`,
      edits: [{ range, newText: `CMD ${commandText(candidate)}` }],
    }));
}

function commandText({ command }: HealthcheckCandidate): string {
  return typeof command === 'string' ? command : `[${command.map((word) => JSON.stringify(word)).join(', ')}]`;
}
