/** One line of the table: what Postern takes, what the bare work takes, and how far apart they may be. */
export interface BenchRow {
  name: string;
  ours: number;
  floor: number;
  ratio: number;
  /** Absent where the figure is only told. */
  target?: number;
  unit: string;
}
export function listFigures(): string[];
export function loadFigure(
  name: string,
): Promise<(options: { smoke: boolean }) => Promise<Omit<BenchRow, 'ratio'>[]>>;
export function runFigure(name: string, options?: { smoke?: boolean }): Promise<BenchRow[]>;
