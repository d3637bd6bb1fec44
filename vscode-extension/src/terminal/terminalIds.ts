// A name for each terminal that stays the same, since terminals have none of their own.

/** Gives each thing the name PREFIX:N, the same whenever it is asked for again. */
export class Ids<Thing extends object> {
  readonly #prefix: string;
  readonly #numbers = new WeakMap<Thing, number>();
  #last = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(thing: Thing): string {
    let number = this.#numbers.get(thing);
    if (number === undefined) {
      this.#last += 1;
      number = this.#last;
      this.#numbers.set(thing, number);
    }
    return `${this.#prefix}:${number}`;
  }
}
