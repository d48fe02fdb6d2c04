// What a Dockerfile says, as plain data with places in the file.

import type { TextRange } from '../textLines';
import type { PackageChange } from './packageChanges';
import type { CommandFacts, Flag } from './words';

export interface DockerfileFacts {
  readonly escapeChar: '\\' | '`';
  readonly eol: '\n' | '\r\n';
  readonly stages: readonly Stage[];
  /** Every instruction in order, with the word that begins it in upper case. */
  readonly instructions: readonly { readonly keyword: string; readonly range: TextRange }[];
}

export interface Stage {
  readonly index: number;
  readonly name?: string;
  /** FROM's image as written. */
  readonly image: string;
  /** The image with its variables replaced; absent when a variable has no value here. */
  readonly resolvedImage?: string;
  readonly platform?: string;
  /** The earlier stage that this one starts from. */
  readonly parent?: number;
  readonly fromRange: TextRange;
  /** From FROM to the end of the stage's last instruction. */
  readonly range: TextRange;
  readonly ports: readonly ExposedPort[];
  /** ENV of this stage and of the stages it starts from. */
  readonly env: ReadonlyMap<string, string>;
  readonly command?: CommandFacts;
  readonly entrypoint?: CommandFacts;
  /** All CMD and ENTRYPOINT instructions, in order. */
  readonly startRanges: readonly TextRange[];
  readonly user?: string;
  readonly workdir?: string;
  /** SHELL, when the stage sets it. */
  readonly shell?: readonly string[];
  /** Without those behind ONBUILD, which belong to other builds. */
  readonly healthchecks: readonly HealthcheckFacts[];
  readonly onbuildHealthchecks: readonly HealthcheckFacts[];
  readonly changes: readonly PackageChange[];
  readonly copies: readonly CopyFacts[];
}

export interface ExposedPort {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly range: TextRange;
}

export interface CopyFacts {
  /** The whole instruction. */
  readonly range: TextRange;
  /** `--from=`: a stage or an image. */
  readonly from?: string;
  readonly sources: readonly string[];
  readonly target: string;
}

export interface HealthcheckFacts {
  readonly range: TextRange;
  readonly keywordRange: TextRange;
  readonly flags: readonly Flag[];
  /** `cmd` or `none`; `other` is a word that Docker does not know there; `missing` when nothing follows the flags. */
  readonly type: 'cmd' | 'none' | 'other' | 'missing';
  /** What follows the flags, the word CMD or NONE included. */
  readonly bodyRange: TextRange;
  /** The command after CMD. Absent when there is none. */
  readonly command?: CommandFacts;
  /** Words after NONE. */
  readonly extra?: TextRange;
}

/** The stage that the image is made from, unless a build names another. */
export function finalStage(facts: DockerfileFacts): Stage | undefined {
  return facts.stages.at(-1);
}

// Enough for every real file, and keeps thousands of stages, each starting from the one before, linear.
const longestChain = 50;

/** The stage and those it starts from, the nearest first. */
export function stageChain(facts: DockerfileFacts, stage: Stage): Stage[] {
  const chain: Stage[] = [];
  let next: Stage | undefined = stage;
  while (next && chain.length < longestChain) {
    chain.push(next);
    next = next.parent === undefined ? undefined : facts.stages[next.parent];
  }
  return chain;
}
