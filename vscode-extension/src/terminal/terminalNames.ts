// What terminals are called when a command begins in them.

/** What the editor tells of a terminal's name. */
export interface Named {
  /** Empty as long as the editor has not told: a new task's command begins before that. */
  readonly name: string;
  /** What it was made for: in a task's terminal the first task that ran there. */
  readonly creationOptions: { readonly name?: string };
}

const ANY_TASK = "Task";
/** The program of a command line, without its folder, behind variables that are set for it. */
const PROGRAM = /^\s*(?:\w+=\S*\s+)*(?:\S*\/)?([^\s/]+)/;

export class TerminalNames {
  readonly #ofTasks = new WeakSet<Named>();
  readonly #last = new WeakMap<Named, string>();

  /** To be told of each terminal before a command begins in it. */
  opened(terminal: Named): void {
    this.#last.set(terminal, terminal.name);
  }

  /** To be asked once for each command: a task's terminal is used again by other tasks. */
  ofNextCommand(terminal: Named, commandLine?: string): string {
    if (this.#ofTasks.has(terminal)) {
      // Which one it is now cannot be told, and the name is the last one's.
      return ANY_TASK;
    }
    if (terminal.name !== "") {
      return this.#ofShell(terminal, commandLine);
    }
    this.#ofTasks.add(terminal);
    return terminal.creationOptions.name ?? ANY_TASK;
  }

  #ofShell(terminal: Named, commandLine: string | undefined): string {
    // Many a terminal is called after its program as soon as that runs, which may be before the
    // editor says so.
    const isOfProgram =
      commandLine !== undefined && PROGRAM.exec(commandLine)?.[1] === terminal.name;
    const name = (isOfProgram && this.#last.get(terminal)) || terminal.name;
    this.#last.set(terminal, name);
    return name;
  }
}
