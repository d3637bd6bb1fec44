// One command's output on its way to the server: what waits, and how far it is sent.

import type { OutputDetails } from "./outputStream.ts";

/** Chunks that wait to be sent, taken off in slices of any size, in the order they came. */
class WaitingText {
  #chunks: string[] = [];
  // How much of the first chunk is gone already: a flood comes as one chunk of many megabytes.
  #offset = 0;
  #length = 0;

  /** In UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  push(chunk: string): void {
    if (chunk !== "") {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
    }
  }

  /** Throws away the oldest chunks, `length` code units or more, never the last; says how much. */
  drop(length: number): number {
    const before = this.#length;
    while (before - this.#length < length && this.#chunks.length > 1) {
      const first = this.#chunks.shift() ?? "";
      this.#length -= first.length - this.#offset;
      this.#offset = 0;
    }
    return before - this.#length;
  }

  /** Takes `limit` code units, or one more where that would cut a character in two. */
  take(limit: number): string {
    const parts: string[] = [];
    let taken = 0;
    for (let first = this.#chunks[0]; first !== undefined && taken < limit; ) {
      const part = first.slice(this.#offset, this.#offset + limit - taken);
      parts.push(part);
      taken += part.length;
      this.#offset += part.length;
      if (this.#offset === first.length) {
        this.#chunks.shift();
        this.#offset = 0;
        first = this.#chunks[0];
      }
    }
    this.#length -= taken;
    const text = parts.join("");
    return endsInHalfACharacter(text) ? text + this.take(1) : text;
  }
}

function endsInHalfACharacter(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

/** One command's output. */
export class Output {
  readonly text = new WaitingText();
  hasEnded = false;
  isDone = false;
  exitCode: number | undefined;
  readonly terminalId: string;
  readonly details: OutputDetails;
  #toldTo: number | "nobody" | undefined = "nobody";
  #hasGap = false;

  constructor(terminalId: string, details: OutputDetails) {
    this.terminalId = terminalId;
    this.details = details;
  }

  get isWaiting(): boolean {
    return this.text.length > 0 || this.#toldTo === "nobody" || (this.hasEnded && !this.isDone);
  }

  isToldTo(generation: number | undefined): boolean {
    return this.#toldTo === generation;
  }

  told(generation: number | undefined): void {
    this.#toldTo = generation;
  }

  /** Throws away the oldest where `length` is above 0; returns how much. */
  lose(length: number): number {
    const lost = length > 0 ? this.text.drop(length) : 0;
    this.#hasGap ||= lost > 0;
    return lost;
  }

  take(limit: number): string {
    const text = this.text.take(limit);
    if (!this.#hasGap) {
      return text;
    }
    // What stood before the gap and what stands after it must not read as one line.
    this.#hasGap = false;
    return `\r\n${text}`;
  }
}
