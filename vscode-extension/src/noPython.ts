// What a person is told when no Python serves.

import * as vscode from "vscode";

const MESSAGE =
  "OpenRouter Keys needs Python 3.11 or newer and found none. Install Python, or name one in the setting openrouter.pythonPath.";
const DOWNLOADS = "https://www.python.org/downloads/";

/** Effect: shows the message, and carries out what is chosen there. */
export async function tellNoPython(): Promise<void> {
  const answer = await vscode.window.showErrorMessage(
    MESSAGE,
    "Open setting",
    "How to install Python",
  );
  if (answer === "Open setting") {
    // Where the extension runs on another machine than the window, that machine's settings count.
    const settings = vscode.env.remoteName === undefined ? "openSettings" : "openRemoteSettings";
    await vscode.commands.executeCommand(`workbench.action.${settings}`, {
      query: "openrouter.pythonPath",
    });
  } else if (answer === "How to install Python") {
    await vscode.env.openExternal(vscode.Uri.parse(DOWNLOADS));
  }
}
