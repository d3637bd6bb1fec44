// Runs a command line again, in a terminal where the user sees it; only because the user asked.

import * as vscode from "vscode";
import type { History } from "./history.ts";

/** How long a new terminal may take until its shell says that it is ready. */
const SHELL_MILLISECONDS = 3000;

export async function runAgain(
  history: History<vscode.Terminal>,
  argument: unknown,
): Promise<void> {
  const { commandLine, cwd } = (argument ?? {}) as Record<string, unknown>;
  if (typeof commandLine !== "string" || commandLine.trim() === "") {
    return;
  }
  const folder = typeof cwd === "string" ? cwd : undefined;
  // What a program printed may pretend to be a command line that was typed.
  if (!history.wasTyped(commandLine) && !(await mayRun(commandLine))) {
    return;
  }
  const idle = vscode.window.terminals.find(
    (terminal) => history.isIdle(terminal) && isIn(terminal, folder) && isOneLine(commandLine),
  );
  if (idle === undefined || !runIn(idle, commandLine)) {
    await runInNew(folder, commandLine);
  }
}

/** Tells whether it could: a task's terminal takes no commands. */
function runIn(terminal: vscode.Terminal, commandLine: string): boolean {
  try {
    execute(terminal, commandLine);
  } catch {
    return false;
  }
  terminal.show();
  return true;
}

async function runInNew(folder: string | undefined, commandLine: string): Promise<void> {
  const terminal = vscode.window.createTerminal(folder === undefined ? {} : { cwd: folder });
  terminal.show();
  await shellIsReady(terminal);
  execute(terminal, commandLine);
}

function execute(terminal: vscode.Terminal, commandLine: string): void {
  const { shellIntegration } = terminal;
  if (shellIntegration !== undefined && isOneLine(commandLine)) {
    shellIntegration.executeCommand(commandLine);
  } else {
    terminal.sendText(commandLine);
  }
}

/** Where there are many, the editor may not notice that the command ends, and wait for ever. */
function isOneLine(commandLine: string): boolean {
  return !commandLine.includes("\n");
}

async function mayRun(commandLine: string): Promise<boolean> {
  const run = "Run";
  const answer = await vscode.window.showWarningMessage(
    "Run this in a terminal?",
    { modal: true, detail: commandLine },
    run,
  );
  return answer === run;
}

function isIn({ shellIntegration }: vscode.Terminal, folder: string | undefined): boolean {
  const here = shellIntegration?.cwd?.fsPath;
  return shellIntegration !== undefined && (folder === undefined || here === folder);
}

/** Waits for a new terminal's shell, but no longer than a shell takes that works with the editor. */
function shellIsReady(terminal: vscode.Terminal): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(settle, SHELL_MILLISECONDS);
    const listener = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) {
        settle();
      }
    });
  });
}
