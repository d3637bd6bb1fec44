// Explains a text that the user points at: in an editor, or in a terminal that is not watched.

import path from "node:path";
import * as vscode from "vscode";
import { takeByClipboard } from "./clipboardLoan.ts";
import type { ShellCommand } from "./history.ts";

/** The last command of a terminal, as far as it is known. */
type LastCommand = (terminal: vscode.Terminal) => ShellCommand | undefined;

interface Text {
  readonly text: string;
  /** Where it stands, as a person calls it. */
  readonly name: string;
  readonly cwd?: string | undefined;
  readonly commandLine?: string | undefined;
}

/** Explains the editor's selection, or the line of the cursor where nothing is selected. */
export async function explainSelection(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    tell("Select a text in an editor first.");
    return;
  }
  const { document, selections } = editor;
  const selected = selections.map((selection) => document.getText(selection)).join("\n");
  const { uri, fileName } = document;
  await explain({
    text: selected.trim() === "" ? document.lineAt(editor.selection.active).text : selected,
    name: path.basename(fileName),
    cwd: uri.scheme === "file" ? path.dirname(fileName) : undefined,
  });
}

/** Explains what is selected in the active terminal, else what its last command printed. */
export async function explainTerminalSelection(lastCommand: LastCommand): Promise<void> {
  const terminal = vscode.window.activeTerminal;
  if (terminal === undefined) {
    tell("Select a text in a terminal first.");
    return;
  }
  const text = await copied("copySelection");
  if (text === undefined) {
    await explainLastCommand(lastCommand);
    return;
  }
  await explain({ text, ...whereabouts(terminal) });
}

/** Explains what the last command of the active terminal printed. */
export async function explainLastCommand(lastCommand: LastCommand): Promise<void> {
  const terminal = vscode.window.activeTerminal;
  const text = terminal && (await copied("copyLastCommandOutput"));
  if (terminal === undefined || text === undefined) {
    tell("This terminal holds no output of a command. Select the text in it, then ask again.");
    return;
  }
  const last = lastCommand(terminal);
  await explain({
    text,
    ...whereabouts(terminal, last?.cwd),
    commandLine: last?.commandLine,
  });
}

// Extensions cannot read a terminal's selection, nor what it shows; the editor can copy both.
function copied(what: "copySelection" | "copyLastCommandOutput"): Promise<string | undefined> {
  return takeByClipboard(vscode.env.clipboard, () =>
    vscode.commands.executeCommand(`workbench.action.terminal.${what}`),
  );
}

async function explain(text: Text): Promise<void> {
  await vscode.commands.executeCommand("openrouter.explainText", text);
}

/** Where a text stands that a terminal shows; `cwd` where its command's folder is known. */
export function whereabouts(terminal: vscode.Terminal, cwd?: string): Omit<Text, "text"> {
  const folder = cwd ?? terminal.shellIntegration?.cwd?.fsPath;
  return { name: `terminal ${terminal.name}`, cwd: folder };
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
