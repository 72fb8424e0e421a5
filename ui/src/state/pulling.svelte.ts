import { SIZES, type Size } from '../charts';
import { call } from '../platform';
import type { Against, ChartFile, ChartRequest, Failure, Theme } from '../platform/api';

/** How a chart is pulled: what is chosen for one stands for the next. Pictures begin as light, for slides. */
export const pulled = $state({
  size: SIZES[0] as Size,
  theme: 'light' as Theme,
  /** What waits are compared with; nothing: each account with the others. */
  against: null as Against | null,
  /** How many pixels of a picture a unit of the chart has. */
  scale: 2,
});

/** Copying and saving, one at a time. */
class Pulling {
  done = $state('');
  failure = $state.raw<Failure | null>(null);
  #busy = false;

  async copy(chart: ChartRequest, file: ChartFile) {
    await this.#run(async () => {
      await call('copy_chart', { chart, file, scale: scaleOf(file) });
      return 'Copied.';
    });
  }

  async save(chart: ChartRequest, file: ChartFile) {
    await this.#run(async () => ((await call('save_chart', { chart, file, scale: scaleOf(file) })) ? 'Saved.' : ''));
  }

  /** What was said of another chart is no longer so. */
  forget() {
    this.done = '';
    this.failure = null;
  }

  async #run(pull: () => Promise<string>) {
    if (this.#busy) return;
    this.#busy = true;
    this.forget();
    try {
      this.done = await pull();
    } catch (thrown) {
      this.failure = thrown as Failure;
    } finally {
      this.#busy = false;
    }
  }
}

export const pulling = new Pulling();

function scaleOf(file: ChartFile): number {
  return file === 'png' ? pulled.scale : 1;
}
