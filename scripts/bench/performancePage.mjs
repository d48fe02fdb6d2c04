// Keeps docs/performance.md: a section for each group of figures, replaced when the group is measured again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const head = `# Performance

Made by \`npm run bench -- --write\`; each section says when it was last measured. What the figures mean, how they are taken
and what was learnt from them stands in [speed.md](speed.md).
`;

const columns = ['measured', 'Dockhound', 'reference', 'ratio', 'promised'];

/** A figure as cells of text: group first, then the columns. */
export function cellsOf({ what, unit, value, reference, target }) {
  return [
    what,
    `${number(value)} ${unit}`.trim(),
    reference ? `${number(reference.value)} ${unit} (${reference.name})` : '',
    reference && reference.value > 0 ? (value / reference.value).toFixed(2) : '',
    target ?? '',
  ];
}

/** Puts the figures into the page. Groups that were not measured now stay as they are. `about`: when and on what. */
export function writePage(file, figures, about) {
  const sections = existsSync(file) ? sectionsOf(readFileSync(file, 'utf8')) : new Map();
  for (const group of new Set(figures.map((figure) => figure.group))) {
    const rows = figures.filter((figure) => figure.group === group).map(cellsOf);
    const lines = [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.map(plain).join(' | ')} |`);
    sections.set(group, `${about}\n\n${lines.join('\n')}\n`);
  }
  const body = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([group, text]) => `## ${group}\n\n${text}`);
  writeFileSync(file, [head, ...body].join('\n'));
}

function sectionsOf(text) {
  const parts = text.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), `${part.slice(end).trim()}\n`];
    }),
  );
}

function plain(cell) {
  return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function number(value) {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  if (Math.abs(value) >= 10) return value.toFixed(0);
  return String(Number(value.toPrecision(2)));
}
