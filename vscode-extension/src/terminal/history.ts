// The last command of each terminal: what it was, and whether its output was seen.

export interface ShellCommand {
  /** As typed; undefined where the shell does not tell for sure. */
  readonly commandLine: string | undefined;
  readonly cwd: string | undefined;
}

export interface LastCommand extends ShellCommand {
  readonly isRunning: boolean;
  /** It is over, it failed, and the editor handed on nothing of what it printed. */
  readonly wasMissed: boolean;
}

const REMEMBERED_LINES = 200;

export class History<Terminal extends object> {
  readonly #last = new WeakMap<Terminal, LastCommand>();
  readonly #opened = new WeakSet<Terminal>();
  // Oldest first.
  readonly #typed = new Set<string>();
  readonly #onChange: (terminal: Terminal) => void;

  constructor(onChange: (terminal: Terminal) => void) {
    this.#onChange = onChange;
  }

  opened(terminal: Terminal): void {
    this.#opened.add(terminal);
  }

  /** `isTrusted`: the shell itself told the command line, and no program's output forged it. */
  started(terminal: Terminal, command: ShellCommand, isTrusted: boolean): void {
    if (isTrusted && command.commandLine !== undefined) {
      this.#remember(command.commandLine);
    }
    this.#set(terminal, { ...command, isRunning: true, wasMissed: false });
  }

  ended(terminal: Terminal, command: ShellCommand, wasMissed: boolean): void {
    this.#set(terminal, { ...command, isRunning: false, wasMissed });
  }

  /** What was missed was looked at by the user. */
  lookedAt(terminal: Terminal): void {
    const last = this.#last.get(terminal);
    if (last?.wasMissed) {
      this.#set(terminal, { ...last, wasMissed: false });
    }
  }

  last(terminal: Terminal): LastCommand | undefined {
    return this.#last.get(terminal);
  }

  /** Whether surely no command runs; of a terminal that was there before us that is not known. */
  isIdle(terminal: Terminal): boolean {
    const last = this.#last.get(terminal);
    return last === undefined ? this.#opened.has(terminal) : !last.isRunning;
  }

  /** Whether the user typed this command line in a terminal, as far as is remembered. */
  wasTyped(commandLine: string): boolean {
    return this.#typed.has(commandLine);
  }

  #set(terminal: Terminal, command: LastCommand): void {
    this.#last.set(terminal, command);
    this.#onChange(terminal);
  }

  #remember(commandLine: string): void {
    this.#typed.delete(commandLine);
    this.#typed.add(commandLine);
    if (this.#typed.size > REMEMBERED_LINES) {
      const [oldest] = this.#typed;
      this.#typed.delete(oldest ?? "");
    }
  }
}
