// What a compose file says, as plain data with places in the file.

import type { TextRange } from '../textLines';
import type { ComposeMap } from './composeTree';

export interface Located<T> {
  readonly value: T;
  readonly range: TextRange;
}

export interface ComposeProblem {
  /** Kebab-case, for example `port-out-of-range`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** One sentence. */
  readonly message: string;
  readonly range: TextRange;
}

export interface ComposeFacts {
  /** The top-level `name`, which Compose knows and swarm does not. */
  readonly name?: Located<string>;
  /** All top-level keys, `x-` extensions included. */
  readonly keys: readonly Located<string>[];
  readonly services: readonly ComposeService[];
  readonly networks: readonly ComposeNetwork[];
  readonly volumes: readonly ComposeVolume[];
  readonly secrets: readonly ComposeFile[];
  readonly configs: readonly ComposeFile[];
  /** Every `${VARIABLE}`, in the order of the text. */
  readonly variables: readonly ComposeVariable[];
  /** What the reader could not understand; more is found by those who know what the file is for. */
  readonly problems: readonly ComposeProblem[];
}

export interface ComposeVariable {
  readonly name: string;
  /** Undefined when neither the surroundings nor the file give one. */
  readonly value?: string;
  readonly isDefault: boolean;
  readonly range: TextRange;
}

export interface ComposeService {
  readonly name: Located<string>;
  readonly range: TextRange;
  /** Every key below the service, with the key's place. */
  readonly keys: ReadonlyMap<string, TextRange>;
  readonly image?: Located<string>;
  /** The place of `build`. */
  readonly build?: TextRange;
  readonly command?: Located<readonly string[]>;
  readonly entrypoint?: Located<readonly string[]>;
  readonly environment: readonly ComposeSetting[];
  readonly envFiles: readonly Located<string>[];
  readonly ports: readonly ComposePort[];
  readonly mounts: readonly ComposeMount[];
  /** Empty: the default network. */
  readonly networks: readonly ComposeAttachment[];
  readonly secrets: readonly ComposeFileUse[];
  readonly configs: readonly ComposeFileUse[];
  readonly labels: readonly ComposeSetting[];
  readonly deployLabels: readonly ComposeSetting[];
  /** Everything below the service, variables filled in: for what has no field of its own here. */
  readonly tree: ComposeMap;
}

/** `value` undefined: a name alone, which takes its value from the surroundings. */
export interface ComposeSetting {
  readonly name: string;
  readonly value?: string;
  readonly range: TextRange;
}

export interface ComposePort {
  readonly target: number;
  readonly published?: number;
  readonly protocol: string;
  readonly mode: string;
  /** The address of a short form, which swarm ignores. */
  readonly hostIp?: string;
  readonly range: TextRange;
}

export interface ComposeMount {
  readonly type: string;
  /** As written: a volume's key, or a path. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly range: TextRange;
}

export interface ComposeAttachment {
  readonly network: string;
  readonly aliases: readonly string[];
  readonly range: TextRange;
}

export interface ComposeFileUse {
  /** Key of the secret or config in the file. */
  readonly source: string;
  readonly target?: string;
  readonly uid?: string;
  readonly gid?: string;
  readonly mode?: number;
  readonly range: TextRange;
}

interface ComposeObject {
  /** Its key in the file. */
  readonly key: Located<string>;
  /** `name`, or that of `external`. */
  readonly name?: string;
  readonly external: boolean;
  readonly range: TextRange;
}

export interface ComposeNetwork extends ComposeObject {
  readonly driver?: string;
  readonly attachable: boolean;
  readonly internal: boolean;
  /** `driver_opts`. */
  readonly options: readonly ComposeSetting[];
  readonly subnets: readonly Located<string>[];
}

export interface ComposeVolume extends ComposeObject {
  readonly driver?: string;
  /** `driver_opts`. */
  readonly options: readonly ComposeSetting[];
}

/** A secret or config. */
export interface ComposeFile extends ComposeObject {
  readonly file?: Located<string>;
  /** A secret driver makes the value. */
  readonly driver?: string;
}
