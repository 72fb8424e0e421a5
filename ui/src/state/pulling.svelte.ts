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

/** Copying and saving, one at a time; of two copies the later is the one that counts. */
class Pulling {
  done = $state('');
  failure = $state.raw<Failure | null>(null);
  #turn = 0;
  /** One after another: the clipboard holds what was asked for last. */
  #under: Promise<unknown> | null = null;

  async copy(chart: ChartRequest, file: ChartFile) {
    await this.#run(async () => {
      await call('copy_chart', { chart, file, scale: scaleOf(file) });
      return 'Copied.';
    });
  }

  async save(chart: ChartRequest, file: ChartFile) {
    if (this.#under) return; // its dialog would stand behind the other
    await this.#run(async () => ((await call('save_chart', { chart, file, scale: scaleOf(file) })) ? 'Saved.' : ''));
  }

  /** What was said of another chart is no longer so. */
  forget() {
    this.#turn += 1;
    this.done = '';
    this.failure = null;
  }

  async #run(pull: () => Promise<string>) {
    this.forget();
    const turn = this.#turn;
    while (this.#under) {
      await this.#under;
      if (turn !== this.#turn) return;
    }
    let [done, failure]: [string, Failure | null] = ['', null];
    const under = pull();
    this.#under = under.catch(() => null);
    try {
      done = await under;
    } catch (thrown) {
      failure = thrown as Failure;
    } finally {
      this.#under = null;
    }
    if (turn !== this.#turn) return;
    this.done = done;
    this.failure = failure;
  }
}

export const pulling = new Pulling();

function scaleOf(file: ChartFile): number {
  return file === 'png' ? pulled.scale : 1;
}
