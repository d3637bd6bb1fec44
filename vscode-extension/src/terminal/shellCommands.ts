// What the shells' commands print, in terminals and in tasks.

import * as vscode from "vscode";
import type { History, ShellCommand } from "./history.ts";
import type { OutputSender } from "./outputSender.ts";
import type { OutputStream } from "./outputStream.ts";
import { readAtOnce } from "./readAtOnce.ts";
import { Ids } from "./terminalIds.ts";
import { TerminalNames } from "./terminalNames.ts";

interface Execution {
  readonly terminal: vscode.Terminal;
  readonly stream: OutputStream;
  /** Done when all that was printed is in the stream. */
  readonly drained: Promise<void>;
  isEmpty: boolean;
}

/** What a shell returns for a command that Ctrl-C ended. */
const INTERRUPTED = 130;

export class ShellCommands implements vscode.Disposable {
  readonly #sender: OutputSender;
  readonly #history: History<vscode.Terminal>;
  readonly #ids = new Ids<vscode.Terminal>("terminal");
  readonly #names = new TerminalNames();
  readonly #executions = new Map<vscode.TerminalShellExecution, Execution>();
  readonly #listeners: vscode.Disposable;

  constructor(sender: OutputSender, history: History<vscode.Terminal>) {
    this.#sender = sender;
    this.#history = history;
    for (const terminal of vscode.window.terminals) {
      this.#names.opened(terminal);
    }
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidOpenTerminal((terminal) => {
        history.opened(terminal);
        this.#names.opened(terminal);
      }),
      vscode.window.onDidStartTerminalShellExecution((event) => this.#start(event)),
      vscode.window.onDidEndTerminalShellExecution((event) => void this.#end(event)),
      vscode.window.onDidCloseTerminal((terminal) => void this.#close(terminal)),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const { stream } of this.#executions.values()) {
      stream.end();
    }
    this.#executions.clear();
  }

  #start({ terminal, execution }: vscode.TerminalShellExecutionStartEvent): void {
    // What is printed before the first call of read() is lost: nothing is awaited before it.
    const chunks = readAtOnce(() => execution.read());
    const command = describe(execution);
    const stream = this.#sender.open(this.#ids.of(terminal), {
      // As it is now: later many a terminal is called after the program that runs in it.
      name: this.#names.ofNextCommand(terminal, command.commandLine),
      ...command,
    });
    const one: Execution = {
      terminal,
      stream,
      isEmpty: true,
      drained: drain(chunks, (chunk) => {
        one.isEmpty = false;
        stream.write(chunk);
      }),
    };
    this.#executions.set(execution, one);
    this.#history.started(terminal, command, execution.commandLine.isTrusted);
  }

  async #end(event: vscode.TerminalShellExecutionEndEvent): Promise<void> {
    const { terminal, execution, exitCode } = event;
    const one = this.#executions.get(execution);
    await one?.drained;
    one?.stream.end(exitCode);
    this.#executions.delete(execution);
    // The next command may have begun while this one's output was still on its way.
    if (![...this.#executions.values()].some((other) => other.terminal === terminal)) {
      const hasFailed = exitCode !== undefined && exitCode !== 0 && exitCode !== INTERRUPTED;
      this.#history.ended(terminal, describe(execution), hasFailed && one?.isEmpty === true);
    }
  }

  async #close(terminal: vscode.Terminal): Promise<void> {
    // The last chunks may have come together with the news that the terminal is closed.
    await new Promise((resolve) => setImmediate(resolve));
    for (const [execution, one] of this.#executions) {
      if (one.terminal === terminal) {
        one.stream.end(terminal.exitStatus?.code);
        this.#executions.delete(execution);
      }
    }
  }
}

function describe(execution: vscode.TerminalShellExecution): ShellCommand {
  const { value, confidence } = execution.commandLine;
  const isSure = confidence !== vscode.TerminalShellExecutionCommandLineConfidence.Low;
  const commandLine = isSure && value !== "" ? value : undefined;
  return { commandLine, cwd: execution.cwd?.fsPath };
}

async function drain(chunks: AsyncIterable<string>, take: (chunk: string) => void): Promise<void> {
  for await (const chunk of chunks) {
    take(chunk);
  }
}
