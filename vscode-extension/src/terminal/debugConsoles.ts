// What programs print into the debug console.

import * as vscode from "vscode";
import { exitCodeIn, shownText } from "./debugOutput.ts";
import type { OutputSender } from "./outputSender.ts";
import type { OutputStream } from "./outputStream.ts";

export function watchDebugConsoles(sender: OutputSender): vscode.Disposable {
  return vscode.debug.registerDebugAdapterTrackerFactory("*", {
    createDebugAdapterTracker: (session) => new Tracker(sender, session),
  });
}

class Tracker implements vscode.DebugAdapterTracker {
  readonly #sender: OutputSender;
  readonly #session: vscode.DebugSession;
  #stream: OutputStream | undefined;
  #exitCode: number | undefined;

  constructor(sender: OutputSender, session: vscode.DebugSession) {
    this.#sender = sender;
    this.#session = session;
  }

  onWillStartSession(): void {
    const { id, name, configuration, workspaceFolder } = this.#session;
    const { cwd } = configuration;
    this.#stream = this.#sender.open(`debug:${id}`, {
      name: `Debug Console: ${name}`,
      isTerminal: false,
      cwd: typeof cwd === "string" ? cwd : workspaceFolder?.uri.fsPath,
    });
  }

  onDidSendMessage(message: unknown): void {
    this.#exitCode ??= exitCodeIn(message);
    this.#stream?.write(shownText(message));
  }

  onExit(): void {
    this.#stream?.end(this.#exitCode);
  }

  onWillStopSession(): void {
    this.#stream?.end(this.#exitCode);
  }
}
