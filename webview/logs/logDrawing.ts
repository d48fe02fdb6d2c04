// Draws the rows of the log in sight, with the columns that the log has something for.

import type { TemplateResult } from 'lit';
import type { LogRow, LogSourceInfo } from '../../src/protocol/logs';
import type { GridRow } from '../shared/rowFrame';
import type { LogRows } from './logRows';
import { droppedView, droppedWords, logRowView, rowLabel } from './logRowView';
import type { LogsLook } from './logsLook';

export interface LogDrawingDoor {
  readonly rows: LogRows;
  look(): LogsLook;
  sources(): readonly LogSourceInfo[];
  /** The panel stands for more than one source, now or later. */
  isOfMany(): boolean;
  /** Rows that are drawn already look different now. */
  redraw(): void;
  toggleFold(row: LogRow): void;
}

/** A column is there from the first level, or folded entry, on: a log without needs none. */
export class LogDrawing {
  private sawLevel = false;
  private sawFold = false;

  constructor(private readonly door: LogDrawingDoor) {}

  /** Undefined for a row that is not here yet. */
  row(position: number): TemplateResult | undefined {
    const { rows } = this.door;
    if (rows.isDroppedMarker(position)) return droppedView(rows.extent.dropped);
    const row = rows.row(position);
    if (!row) return undefined;
    this.see(row);
    const look = this.door.look();
    const sources = this.door.sources();
    return logRowView(row, {
      timestamps: look.timestamps,
      sources,
      showSource: look.sourceColumn && (sources.length > 1 || (this.door.isOfMany() && sources.length > 0)),
      showLevel: look.levelColumn && this.sawLevel,
      showTwisty: this.sawFold,
      toggle: (one) => this.door.toggleFold(one),
    });
  }

  /** How it is told to who hears it. */
  label(position: number): GridRow | undefined {
    const { rows } = this.door;
    if (rows.isDroppedMarker(position)) return { label: droppedWords(rows.extent.dropped) };
    const row = rows.row(position);
    return row && rowLabel(row, this.door.sources());
  }

  private see(row: LogRow): void {
    if (row.type !== 'line') return;
    const { sawLevel, sawFold } = this;
    this.sawLevel ||= row.level !== 'unknown';
    this.sawFold ||= row.fold !== undefined;
    // Rows above this one are drawn already.
    if (sawLevel !== this.sawLevel || sawFold !== this.sawFold) queueMicrotask(() => this.door.redraw());
  }
}
