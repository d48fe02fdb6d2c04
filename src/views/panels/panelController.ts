// What the host side of a panel is made of, whatever it shows: answers, notices, and a life that ends.

import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { Gap } from '../../model/gap';
import type { CommonRequests, PanelContract, PanelTarget, Validators } from '../../protocol/panel';
import type { Contract, MethodOf, NoticeOf, ParamsOf, ResultOf } from '../../protocol/rpc';
import type { Disposable } from '../../util/disposable';
import type { AskedDiagnosis } from '../diagnosis/askedDiagnosis';

/** What a controller may do to its panel. It never sees VS Code. */
export interface PanelLink<C extends Contract> {
  readonly cluster: Cluster;
  readonly routes: NodeRoutes;
  readonly target: PanelTarget;
  /** Tells the view; dropped while the view is not there, since a view asks for everything when it comes. */
  notify<N extends NoticeOf<C>>(name: N, params: C['notices'][N]): void;
  /** Gaps of this panel, beside those of the picture. */
  setGaps(gaps: readonly Gap[]): void;
  openRaw(): Promise<void>;
  /** Runs a command as a program does: it rejects with what went wrong. */
  execute(command: string, ...args: readonly unknown[]): Promise<unknown>;
  log(line: string): void;
}

export type Handlers<C extends PanelContract> = {
  readonly [M in Exclude<MethodOf<C>, keyof CommonRequests>]: (
    params: ParamsOf<C, M>,
  ) => ResultOf<C, M> | Promise<ResultOf<C, M>>;
};

/** The panel-specific half of the host side. */
export interface PanelController<C extends PanelContract> extends Disposable {
  readonly handlers: Handlers<C>;
  /** Whether somebody can see it; nothing that costs the engine runs while nobody does, unless it would be lost. */
  setVisible(visible: boolean): void;
  retry(): void;
  /** A caller wants to lead somewhere in it; before its view is there, too. */
  show?(place: PanelPlace): void;
}

/** Where in a panel a caller wants to lead; each panel heeds what it knows. */
export interface PanelPlace {
  /** Logs: the line at this time, RFC 3339. */
  readonly at?: string;
  /** Inspect: what stands there, as a person writes it: `State.Health.Log`. */
  readonly path?: string;
  /** Diagnosis: one that is under way. */
  readonly asked?: AskedDiagnosis;
}

export interface PanelDefinition<C extends PanelContract> {
  readonly validators: Validators<C['requests']>;
  /** Objects it shows beside its target: counted in the title. */
  readonly others?: number;
  create(link: PanelLink<C>): PanelController<C>;
}
