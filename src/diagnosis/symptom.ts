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

/** Each kind by what people see, ask or quote: a kind is meant where one of its wordings is found. */
const words: Readonly<Record<SymptomKind, readonly RegExp[]>> = {
  unreachable: [
    /(?:reach|connect|answer|respond|access|open|load)\w*\b.{0,60}(?:not|n't|nobody|no one|cannot|fail|refus|reset|time|hang)/i,
    /(?:nobody|no one|none|not|n't|cannot|can't|unable|only|fail|refus|reset|never)\b.{0,60}(?:reach|connect|answer|respond|access|load|open(?:s|ed)?\b|visit|browse|find it|found by|from outside|from another|outside|other machine|locally|localhost)/i,
    /unreachable|inaccessible|unresponsive|not available|unavailable|offline|\bnot from\b|works? only (?:on|from|at|with|inside)\b/i,
    /\btim(?:e|es|ed|ing)[ -]?outs?\b|connection (?:is |was |gets |been )?(?:refused|reset|closed|dropped|aborted)|(?:refus|reset|drop|clos)\w* (?:the |my |every |all )?(?:connection|request)s?|no (?:answer|response|route|reply)|empty (?:reply|response)/i,
    /ERR_(?:CONNECTION|EMPTY|ADDRESS|TIMED|TUNNEL|SSL)|ECONN(?:REFUSED|RESET)|ETIMEDOUT|EHOSTUNREACH|bad gateway|gateway time|\b50[234]\b/i,
    /\bport\b.{0,40}\b(?:closed|dead|filtered|blocked|silent)\b|(?:browser|page|request|client|curl)\w*\b.{0,40}(?:spin|hang|wait|stall|blank|white|forever)|\b(?:site|page|app|application|api|web|server|website|endpoint|shop|interface|ui)\b (?:is |seems |was |went |goes |looks )(?:down|dead)\b/i,
  ],
  restarting: [
    /restart|crash|loop|keeps? (?:dying|ending|exiting|stopping|failing|going (?:down|away))|again and again|over and over|comes? and go|flapp|bounc(?:es|ing)|reboot(?:s|ing)\b|re-?creat(?:es|ing)\b/i,
    /(?:up and down|on and off)\b|\b(?:dies|ends|exits|quits|stops|falls over|goes down)\b.{0,30}(?:after|straight|right|at once|immediately|every|within|all the time|constantly)/i,
  ],
  neverStarts: [
    /(?:never|not|n't|cannot|can't|fails? to|does not|refuses? to|unable to) (?:\w+ ){0,3}(?:start|come up|get up|run|boot|launch|get going)/i,
    /(?:stays?|remains?|stuck|hangs?|sits?) (?:in |at |on )?(?:(?:health )?(?:state|status) )?["']?(?:created|starting|new|preparing|0\/)|pending/i,
    /(?:never|not|n't|stops? to) (?:\w+ ){0,3}(?:healthy|ready)\b|nothing (?:comes up|starts|runs)|\b0(?:\/| of )\d+\b|no (?:replicas?|tasks?|instances?|containers?) (?:is |are )?(?:running|started|up|there)/i,
  ],
  slow: [
    /slow|\bhang|\bhung\b|latency|\blag(?:s|gy|ging)?\b|takes? (?:too |very |so |quite )?(?:a )?(?:long|forever|ages|(?:\d{1,4}|many|some|several|ten|over a)? ?(?:s|sec\w*|min\w*)\b)|sluggish|performance|unresponsive/i,
    /(?:response|answer|load|request) times?\b|\bthroughput\b|crawl(?:s|ing) along|(?:queue|pil|stack)(?:e|es|s|ing|ed)? up|\banswers? late\b|high (?:load|cpu)|freez(?:es|ing)|stutter/i,
  ],
  losesData: [
    /(?:los[et]s?|lost|gone|missing|empty|vanish\w*|disappear\w*|forg[eo]t\w*)\b.{0,60}(?:data|files?|uploads?|records?|users?|rows?|tables?|content|database|settings|accounts?|after|again)/i,
    /(?:data|files?|uploads?|uploaded|pictures?|images?|records?|rows?|tables?|content|everything|database|settings|accounts?|volume|dashboards?|sessions?|messages?)\b.{0,60}(?:los[et]|lost|gone|missing|empty|vanish|disappear|fresh|forg[eo]t|no longer|not there|wiped|reset)/i,
    /(?:does|do|did|is|are|was|were)(?: not|n't) (?:persist|surviv|kept|saved|stored)\w*|(?:nothing|never)\b.{0,20}(?:persist|surviv|kept|saved|stored)|not persist|(?:start|begin|comes? up)\w*\b.{0,30}(?:empty|from scratch|from zero|at zero|anew|blank|as (?:if )?new)/i,
    /(?:wiped|erased|reset to)\b|(?:was|were|are|is|got|gets) reset\b|\b(?:lost|los[et]s?|without) (?:its|their|all|every|any)\b|(?:back to|old|other|wrong|no) (?:data|content|files|database|records|users|orders|default)/i,
    /(?:setup|set-up|install\w*|first[- ]run|welcome) (?:wizard|page|screen|assistant|dialog)|(?:register|sign up|set up|configure|enter everything|import)\b.{0,40}\bagain\b|\bagain (?:register|set up|configure)/i,
    /log ?in\b.{0,40}(?:since|after) (?:the |a |each |every )?(?:redeploy|deploy|update|upgrade|re-?creat|restart)/i,
  ],
  logsMissing: [
    /logs?\b.{0,60}(?:missing|empty|nothing|blank|no(?:t|ne)?\b|gone|cannot|shows?|silent|older|only|lost|late|delay)/i,
    /(?:no|missing|empty|without|only)\b.{0,20}\b(?:logs?|log lines?|output)\b|\blog lines?\b|\boutput\b.{0,40}(?:missing|empty|nothing|blank|late|gone)/i,
  ],
  updateStuck: [
    /(?:update|upgrade|rollout|roll-out|deploy\w*|release|version)\b.{0,80}(?:not|n't|never|stuck|finish|complet|continue|pause|stop|stall|old|half|hang|no effect|nothing)/i,
    /\b(?:old(?:er)?|previous|former|stale) (?:version|image|code|page|build|release|tag|password|secret|config\w*|settings?|certificate|key)\b|\brotat(?:ed|ion)\b|\bnot (?:yet )?live\b|\bstill (?:runs|shows|serves|uses|has|the)\b/i,
    /\b(?:change|rebuild|rebuilt|edit|modif)\w*\b.{0,60}(?:no effect|not (?:taken|applied|visible|there|live|show)|n't show|ignored|nothing (?:happens|changes))/i,
  ],
  gone: [
    /\b(?:is|are|was|were|went) (?:gone|down|off|away|dead)\b|no (?:tasks|replicas|containers?)|disappear|vanish|not there|scaled?/i,
    /\bonly (?:on )?(?:one|some|half|a few|\d) (?:of )?(?:the )?(?:nodes?|machines?|servers?)|(?:on|of) (?:only )?(?:one|some) (?:nodes?|machines?|servers?) only/i,
    /(?:has|have|had)? ?\b(?:stopped|ended|quit)\b|not running|no longer (?:runs|running|there|up)|today it is/i,
  ],
};

/**
 * A mere question whether what is seen is a fault at all ("Is that a problem?", "Problem?", "Should I worry?"): nothing is said
 * not to work, so nothing that is sound in itself is wrong. Lost data are a loss all the same.
 */
const asksWhether =
  /(?:^|[.!;,:] *|\band )(?:is|are|was|should|shall|must|do|does|will|can|could|may)\b[^.!?]{0,80}\?|\b(?:problem|normal|ok|okay|fine|fault|error|bug|wrong|bad|broken|expected|alright|harmful|worrying)\?/i;
/** Asked for the cause, it is said that there is one. */
const asksWhy = /\b(?:why|what|where|how|who)\b/i;

/** No words, or a question only: no kinds. */
export function readSymptom(text: string | undefined): Symptom {
  const said = (text ?? '').slice(0, 1_000);
  const asksOnly = asksWhether.test(said) && !asksWhy.test(said);
  const kinds = (Object.keys(words) as SymptomKind[])
    .filter((kind) => words[kind].some((wording) => wording.test(said)))
    .filter((kind) => !asksOnly || kind === 'losesData');
  const ports = [...said.matchAll(/(?:\bport |(?<!(?:^|\s)\d{1,2}):)(\d{2,5})\b/gi)].map((match) => Number(match[1]));
  return { text: said, kinds: new Set(kinds), ports };
}
