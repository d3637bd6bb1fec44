// What terminals are called when a command begins in them.

/** What the editor tells of a terminal's name. */
export interface Named {
  /** Empty as long as the editor has not told: a new task's command begins before that. */
  readonly name: string;
  /** What it was made for: in a task's terminal the first task that ran there. */
  readonly creationOptions: { readonly name?: string };
}

const ANY_TASK = "Task";

export class TerminalNames {
  readonly #ofTasks = new WeakSet<Named>();

  /** To be asked once for each command: a task's terminal is used again by other tasks. */
  ofNextCommand(terminal: Named): string {
    if (this.#ofTasks.has(terminal)) {
      // Which one it is now cannot be told, and the name is the last one's.
      return ANY_TASK;
    }
    if (terminal.name !== "") {
      return terminal.name;
    }
    this.#ofTasks.add(terminal);
    return terminal.creationOptions.name ?? ANY_TASK;
  }
}
