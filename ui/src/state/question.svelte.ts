import { call, type Command, type Request, type Response } from '../platform';
import type { Failure } from '../platform/api';

/** How long a screen stays quiet before it says that it is reading, in milliseconds. */
const QUIET = 200;

/** A question to the engine. Its newest answer is shown; an older one stays until the newer is here, so that nothing jumps. */
export class Question<C extends Command> {
  answer = $state.raw<Response<C> | null>(null);
  failure = $state.raw<Failure | null>(null);
  slow = $state(false);

  readonly #cmd: C;
  #payload: Request<C> | null = null;
  #turn = 0;

  constructor(cmd: C) {
    this.#cmd = cmd;
  }

  async ask(payload: Request<C>): Promise<void> {
    this.#payload = payload;
    this.#turn += 1;
    const turn = this.#turn;
    const timer = setTimeout(() => (this.slow = true), QUIET);
    try {
      const answer = await call(this.#cmd, payload);
      if (turn === this.#turn) this.#settle(answer, null);
    } catch (failure) {
      if (turn === this.#turn) this.#settle(null, failure as Failure);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks the same again. */
  async again(): Promise<void> {
    if (this.#payload !== null) await this.ask(this.#payload);
  }

  #settle(answer: Response<C> | null, failure: Failure | null) {
    this.answer = answer;
    this.failure = failure;
    this.slow = false;
  }
}
