import { call, type Command, type Request, type Response } from '../platform';
import type { Failure } from '../platform/api';

/** How long a screen stays quiet before it says that it is reading, in milliseconds. */
const QUIET = 200;

/** Something that is asked of the engine. Its newest answer is shown; an older one stays until the newer is here, so that nothing jumps. */
class Asking<Asked, Answer> {
  answer = $state.raw<Answer | null>(null);
  /** What that is the answer to. */
  answered = $state.raw<Asked | null>(null);
  failure = $state.raw<Failure | null>(null);
  slow = $state(false);

  readonly #run: (asked: Asked) => Promise<Answer>;
  #asked: Asked | null = null;
  #turn = 0;

  constructor(run: (asked: Asked) => Promise<Answer>) {
    this.#run = run;
  }

  async ask(asked: Asked): Promise<void> {
    this.#asked = asked;
    this.#turn += 1;
    const turn = this.#turn;
    const timer = setTimeout(() => (this.slow ||= turn === this.#turn), QUIET);
    try {
      const answer = await this.#run(asked);
      if (turn === this.#turn) this.#settle(asked, answer, null);
    } catch (failure) {
      if (turn === this.#turn) this.#settle(asked, null, failure as Failure);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks the same again. */
  async again(): Promise<void> {
    if (this.#asked !== null) await this.ask(this.#asked);
  }

  #settle(asked: Asked, answer: Answer | null, failure: Failure | null) {
    this.answered = asked;
    this.answer = answer;
    this.failure = failure;
    this.slow = false;
  }
}

/** A question. */
export class Question<C extends Command> extends Asking<Request<C>, Response<C>> {
  constructor(cmd: C) {
    super((payload) => call(cmd, payload));
  }
}

/** The same question of several: all of them answer, or none does. */
export class Questions<C extends Command> extends Asking<Request<C>[], Response<C>[]> {
  constructor(cmd: C) {
    super((payloads) => Promise.all(payloads.map((payload) => call(cmd, payload))));
  }
}
