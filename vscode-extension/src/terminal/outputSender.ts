// Sends what terminals print to the server: in order, in few messages, never more than it can take.

import type { OutputDetails, OutputStream } from "./outputStream.ts";
import { Output } from "./waitingOutput.ts";

/** Whoever reads the output. */
export interface Receiver {
  /** Changes whenever another server runs; undefined while none does. */
  readonly generation: number | undefined;
  /** Done when the message has left this process, so that a slow server is waited for. */
  send(method: string, params: object): Promise<void>;
}

export interface Limits {
  /** For how long chunks are gathered into one message. */
  readonly gatherMilliseconds: number;
  /** The longest text of one message, in UTF-16 code units. */
  readonly messageLength: number;
  /**
   * How much may wait for the server in all; beyond that the oldest is lost. A flood may come as
   * one chunk, which is there already and is kept, however long it is.
   */
  readonly waitingLength: number;
}

const LIMITS: Limits = {
  gatherMilliseconds: 30,
  messageLength: 64 * 1024,
  waitingLength: 64 * 1024 * 1024,
};

const METHODS = "openrouter/terminal";

export class OutputSender {
  readonly #receiver: Receiver;
  readonly #limits: Limits;
  readonly #onLoss: () => void;
  // By terminal; of one terminal's commands the earlier is sent whole before the later begins.
  readonly #waiting = new Map<string, Output[]>();
  #waitingLength = 0;
  #timer: NodeJS.Timeout | undefined;
  #sending = false;

  /** Effect: `onLoss` is called whenever the server is so slow that output must be thrown away. */
  constructor(receiver: Receiver, onLoss: () => void = () => {}, limits: Limits = LIMITS) {
    this.#receiver = receiver;
    this.#onLoss = onLoss;
    this.#limits = limits;
  }

  open(terminalId: string, details: OutputDetails): OutputStream {
    const output = new Output(terminalId, details);
    const ofTerminal = this.#waiting.get(terminalId);
    if (ofTerminal === undefined) {
      this.#waiting.set(terminalId, [output]);
    } else {
      ofTerminal.push(output);
    }
    this.#sendSoon();
    return {
      write: (data) => this.#write(output, data),
      end: (exitCode) => this.#end(output, exitCode),
    };
  }

  #write(output: Output, data: string): void {
    if (output.hasEnded) {
      return;
    }
    output.text.push(data);
    this.#waitingLength += data.length;
    const lost = output.lose(this.#waitingLength - this.#limits.waitingLength);
    if (lost > 0) {
      this.#waitingLength -= lost;
      this.#onLoss();
    }
    if (this.#waitingLength >= this.#limits.messageLength) {
      void this.#sendAll();
    } else {
      this.#sendSoon();
    }
  }

  #end(output: Output, exitCode: number | undefined): void {
    if (!output.hasEnded) {
      output.hasEnded = true;
      output.exitCode = exitCode;
      void this.#sendAll();
    }
  }

  #sendSoon(): void {
    this.#timer ??= setTimeout(() => void this.#sendAll(), this.#limits.gatherMilliseconds);
  }

  async #sendAll(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    try {
      while (await this.#sendRound()) {
        // A terminal that floods takes turns with the others.
      }
    } finally {
      this.#sending = false;
    }
  }

  /** Sends one message's worth of each terminal; tells whether anything was there to send. */
  async #sendRound(): Promise<boolean> {
    let sent = false;
    for (const [terminalId, outputs] of this.#waiting) {
      const output = outputs[0];
      if (output?.isWaiting) {
        await this.#sendSome(output);
        sent = true;
      }
      if (output?.isDone) {
        outputs.shift();
      }
      if (outputs.length === 0) {
        this.#waiting.delete(terminalId);
      }
    }
    return sent;
  }

  async #sendSome(output: Output): Promise<void> {
    const waited = output.text.length;
    const data = output.take(this.#limits.messageLength);
    this.#waitingLength -= waited - output.text.length;
    const { terminalId, details } = output;
    try {
      // A server that has just started does not know of what began before it.
      if (!output.isToldTo(this.#receiver.generation)) {
        output.told(this.#receiver.generation);
        await this.#send("didStart", { terminalId, ...details });
      }
      if (data !== "") {
        await this.#send("didWrite", { terminalId, data });
      }
      if (output.hasEnded && output.text.length === 0) {
        output.isDone = true;
        await this.#send("didEnd", { terminalId, exitCode: output.exitCode });
      }
    } catch {
      // The server went away under our hands; the next one gets what comes then.
    }
  }

  async #send(method: string, params: object): Promise<void> {
    if (this.#receiver.generation !== undefined) {
      await this.#receiver.send(`${METHODS}/${method}`, params);
    }
  }
}
