// Says once, before a person has to wonder, what leaves the machine.

import * as vscode from "vscode";
import type { Status } from "./status.ts";

const TOLD = "openrouter.toldWhatIsSent";
const SENT =
  "OpenRouter Keys found an OpenRouter API key in this workspace. To learn whether it still works, the key itself is sent to OpenRouter at openrouter.ai over https, and nothing else. This costs nothing.";
const SENT_ELSEWHERE =
  "OpenRouter Keys found an OpenRouter API key in this workspace. To learn whether it still works, the key itself is sent to the address in your setting openrouter.baseUrl, and nothing else. This costs nothing.";

/** Effect: shows the message when the first key is found where checking is on, and never again. */
export async function tellWhatIsSent(memory: vscode.Memento, status: Status): Promise<void> {
  const settings = vscode.workspace.getConfiguration("openrouter");
  if (
    status.status === "none" ||
    !vscode.workspace.isTrusted ||
    !settings.get<boolean>("check.enabled", true) ||
    memory.get<boolean>(TOLD, false)
  ) {
    return;
  }
  await memory.update(TOLD, true);
  const message = settings.get<string>("baseUrl", "").trim() === "" ? SENT : SENT_ELSEWHERE;
  const answer = await vscode.window.showInformationMessage(message, "OK", "Open setting");
  if (answer === "Open setting") {
    await vscode.commands.executeCommand(
      "workbench.action.openSettings",
      "openrouter.check.enabled",
    );
  }
}
