import { whyEmpty } from '../charts';
import { call } from '../platform';
import type { ChartRequest, ChartView, Failure, Status } from '../platform/api';

/** A chart as it was last drawn, and of what; or why it was not. */
export type Drawn = { request: string; of: Status; chart: ChartView | null; failure: Failure | null };

/** The charts of one selection, asked for one after another so that the engine stays free for others. They stay while other pages are looked at. */
class Gallery {
  drawn = $state.raw<Record<string, Drawn>>({});

  /** The same as `drawn`, for whoever must not be asked again when it changes. */
  #known: Record<string, Drawn> = {};
  #turn = 0;
  #under: Promise<unknown> = Promise.resolve();

  async draw(requests: ChartRequest[], of: Status) {
    this.#turn += 1;
    const turn = this.#turn;
    for (const request of requests) {
      await this.#under;
      if (turn !== this.#turn) return;
      if (isFresh(this.#known[request.id], request, of)) continue;
      this.#under = this.#ask(request, of);
    }
    await this.#under;
  }

  /** Asks for no more: what is under way still arrives. */
  stop() {
    this.#turn += 1;
  }

  async #ask(request: ChartRequest, of: Status) {
    const [chart, failure] = await call('chart', request).then(
      (chart) => [chart, null] as const,
      (thrown: unknown) => [null, thrown as Failure] as const,
    );
    this.#known = { ...this.#known, [request.id]: { request: JSON.stringify(request), of, chart, failure } };
    this.drawn = this.#known;
  }
}

export const gallery = new Gallery();

/** It is known that this chart has nothing to show of what is asked for, and why. */
export function emptiness(request: ChartRequest | null): string | null {
  const drawn = request && gallery.drawn[request.id];
  return drawn?.chart && drawn.request === JSON.stringify(request) ? whyEmpty(drawn.chart) : null;
}

/** A chart that could not be drawn is asked for again whenever the gallery is looked at again. */
function isFresh(drawn: Drawn | undefined, request: ChartRequest, of: Status): boolean {
  return drawn?.chart != null && drawn.of === of && drawn.request === JSON.stringify(request);
}
