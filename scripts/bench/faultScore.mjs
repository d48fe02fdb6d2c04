// Marks answers by the lab's rules (its SCORING.md), and adds them up.

const silentWords = new Set(['healthy', 'none', 'no-problem', 'ok']);
/** A text that touches more causes than this is a list of everything that could be. */
const mostCauses = 12;

/**
 * The answer of a diagnosis as the lab wants it: its first finding at warning or worse; `healthy` where there is none.
 */
export function answerOf(diagnosis) {
  const first = diagnosis.findings.find(({ severity }) => severity !== 'info');
  const seconds = diagnosis.tookMs / 1000;
  if (!first) return { cause: 'healthy', title: '', explanation: '', evidence: [], fix: '', seconds, also: [] };
  return {
    cause: first.rule,
    title: first.title,
    explanation: first.explanation,
    evidence: first.evidence.map(({ path, excerpt }) => `${path ?? ''}: ${excerpt}`),
    fix: first.remedies.map(({ title, snippet }) => [title, snippet].filter(Boolean).join(': ')).join(' . '),
    seconds,
    also: diagnosis.findings.filter((one) => one !== first).map(({ title }) => title),
  };
}

/**
 * { control, cause: 0 | 0.75 | 1, evidence, fix, falseAlarm, trapped } of one answer. `all`: every case of the lab, whose
 * keywords tell whether a text names too much.
 */
export function markAnswer(fault, answer, all) {
  const title = answer.title.slice(0, 200);
  const text = `${title} . ${answer.explanation.slice(0, 1200)}`;
  const named = [fault.cause, ...fault.accept].map(plain).includes(plain(answer.cause));
  const silent = silentWords.has(plain(answer.cause));
  if (fault.cause === 'healthy') {
    const right = silent || named;
    return { control: true, cause: right ? 1 : 0, evidence: 0, fix: 0, falseAlarm: !right, trapped: false };
  }
  const rejected = matches(fault.reject, title);
  const touched = new Set(
    all
      .filter((one) => one.cause !== 'healthy' && one.cause !== fault.cause && matches(one.keywords, text))
      .map(({ cause }) => cause),
  );
  const inTitle = !rejected && (named || matches(fault.keywords, title));
  const inText = !rejected && !silent && matches(fault.keywords, text) && touched.size <= mostCauses;
  const cause = inTitle ? 1 : inText ? 0.75 : 0;
  const cited = answer.evidence.join(' . ');
  const evidence = cited !== '' && (fault.evidence_keywords.length === 0 || matches(fault.evidence_keywords, cited));
  return {
    control: false,
    cause,
    evidence: cause > 0 && evidence ? 1 : 0,
    fix: cause > 0 && matches(fault.fix_keywords, answer.fix) ? 1 : 0,
    falseAlarm: false,
    trapped: rejected,
  };
}

/** A mark in a word. */
export function markWord({ control, falseAlarm, cause }) {
  if (control) return falseAlarm ? 'false alarm' : 'sound';
  return cause === 1 ? 'headline' : cause > 0 ? 'text' : 'missed';
}

/** What a set of results comes to; shares from 0 to 1, NaN where there is nothing to share. */
export function sumUp(results) {
  const faults = results.filter(({ mark }) => !mark.control);
  const controls = results.filter(({ mark }) => mark.control);
  const share = (list, of) => (list.length === 0 ? Number.NaN : list.filter(of).length / list.length);
  const seconds = results.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds])).sort((a, b) => a - b);
  const proofs = results.flatMap(({ proofs }) => proofs ?? []);
  return {
    faults: faults.length,
    controls: controls.length,
    first: share(faults, ({ mark }) => mark.cause > 0),
    headline: share(faults, ({ mark }) => mark.cause === 1),
    fix: share(faults, ({ mark }) => mark.fix === 1),
    falseAlarms: controls.filter(({ mark }) => mark.falseAlarm).length,
    trapped: faults.filter(({ mark }) => mark.trapped).length,
    median: quantile(seconds, 0.5),
    p95: quantile(seconds, 0.95),
    proofs: proofs.length,
    proven: proofs.filter(({ stands }) => stands).length,
  };
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))];
}

function plain(text) {
  return (text ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function matches(patterns, text) {
  return patterns.some((pattern) => new RegExp(pattern, 'is').test(text));
}
