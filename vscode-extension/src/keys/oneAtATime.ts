// A task that many ask for at once, and that one run of it serves.

/** Runs a task whenever asked to, but never two at a time. */
export class OneAtATime {
  readonly #task: () => Promise<void>;
  #running: Promise<void> | undefined;
  #isWantedAgain = false;

  constructor(task: () => Promise<void>) {
    this.#task = task;
  }

  /** Done when the task has run that began now or later: what it found is as new as the asking. */
  run(): Promise<void> {
    if (this.#running !== undefined) {
      this.#isWantedAgain = true;
      return this.#running;
    }
    this.#running = this.#runWhileWanted().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #runWhileWanted(): Promise<void> {
    do {
      this.#isWantedAgain = false;
      await this.#task();
    } while (this.#isWantedAgain);
  }
}
