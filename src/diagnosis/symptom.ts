// What a person says that they see, as kinds of trouble: it aims a diagnosis, and is never taken for evidence.

export type SymptomKind =
  | 'unreachable'
  | 'restarting'
  | 'neverStarts'
  | 'slow'
  | 'losesData'
  | 'logsMissing'
  | 'updateStuck'
  | 'gone';

export interface Symptom {
  /** As it was said. */
  readonly text: string;
  readonly kinds: ReadonlySet<SymptomKind>;
  /** Ports that are named. */
  readonly ports: readonly number[];
}

const words: Readonly<Record<SymptomKind, RegExp>> = {
  unreachable:
    /(?:reach|connect|answer|respond|access|open|load)\w*\b.{0,60}(?:not|n't|nobody|no one|cannot|fail|refus|reset|time|hang)|(?:nobody|no one|not|n't|cannot|can't|unable|only|fail|refus|reset)\b.{0,60}(?:reach|connect|answer|respond|access|from outside|from another|other machine|locally|localhost)|unreachable|not available|timeouts?\b|\bnot from\b|works? only (?:on|from|at|with)\b|connection (?:is |was |gets )?(?:refused|reset)|ERR_CONNECTION|no (?:answer|response)/i,
  restarting: /restart|crash|loop|keeps? (?:dying|ending)|again and again|comes? and go/i,
  neverStarts:
    /(?:never|not|n't|cannot|can't|fails? to|does not) (?:\w+ ){0,3}(?:start|come up|get up|run)|(?:stays?|remains?|stuck|hangs?) (?:in |at |on )?(?:(?:health )?(?:state|status) )?["']?(?:created|starting|new|preparing|0\/)|pending|(?:never|not|n't|stops? to) (?:\w+ ){0,3}(?:healthy|ready)\b/i,
  slow: /slow|hang|latency|takes? (?:too |very |so )?(?:long|forever|(?:\d{1,4}|many|some|several|ten|over a)? ?(?:s|sec\w*|min\w*)\b)|sluggish|performance/i,
  losesData:
    /(?:los[et]s?|lost|gone|missing|empty|vanish\w*|disappear\w*|forg[eo]t\w*)\b.{0,60}(?:data|files?|uploads?|records?|users?|rows?|content|database|after|again)|(?:data|files?|uploads?|records?|rows?|content|everything|database)\b.{0,60}(?:los[et]|lost|gone|missing|empty|vanish|disappear|fresh|forg[eo]t)|(?:does|do|did|is|are|was|were) not (?:persist|surviv|kept|saved)\w*|(?:start|begin|comes? up)\w*\b.{0,30}(?:empty|from scratch|anew|blank|as (?:if )?new)|(?:wiped|erased|reset to)\b|\b(?:lost|los[et]s?|without) (?:its|their|all|every|any)\b|(?:back to|old|other|wrong|no) (?:data|content|files|database|records|users|orders|default)/i,
  logsMissing:
    /logs?\b.{0,60}(?:missing|empty|nothing|no(?:t|ne)?\b|gone|cannot|shows?|silent|older|only|lost)|(?:no|missing|empty|without) logs?\b/i,
  updateStuck:
    /(?:update|rollout|deploy\w*|release|version|upgrade)\b.{0,80}(?:not|n't|stuck|finish|continue|pause|stop|old|half|hang)|\bold(?:er)? (?:version|image|code|page|build|password|secret|config\w*|settings?|certificate|key)\b|\brotat(?:ed|ion)\b|\bnot (?:yet )?live\b|\bstill (?:runs|shows|serves|uses|has)\b|\b(?:change|rebuild|rebuilt|edit)\w*\b.{0,60}(?:no effect|not (?:taken|applied|visible|there|live)|ignored)/i,
  gone: /\b(?:is|are|was) gone\b|no tasks|disappear|vanish|not there|scaled?/i,
};

/** No words: no kinds. */
export function readSymptom(text: string | undefined): Symptom {
  const said = (text ?? '').slice(0, 1_000);
  const kinds = (Object.keys(words) as SymptomKind[]).filter((kind) => words[kind].test(said));
  const ports = [...said.matchAll(/(?:\bport |(?<!(?:^|\s)\d{1,2}):)(\d{2,5})\b/gi)].map((match) => Number(match[1]));
  return { text: said, kinds: new Set(kinds), ports };
}
