// The management key, which rests in the editor's secret storage and nowhere else.

import * as vscode from "vscode";

/** Its name in the secret storage. */
export const MANAGEMENT_KEY = "openrouter.managementKey";

const SHAPE = /^sk-or-v1-[0-9a-f]{64}$/;

/** Asks for a management key and keeps it; nothing typed takes away the one that is kept. */
export async function setManagementKey(secrets: vscode.SecretStorage): Promise<void> {
  const key = await vscode.window.showInputBox({
    title: "OpenRouter management key",
    prompt:
      "Shows why a key is refused: disabled, expired or deleted. Kept in this editor's secret storage, sent to OpenRouter alone. Leave empty to remove it.",
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || SHAPE.test(text.trim())
        ? undefined
        : "A management key is sk-or-v1- and 64 digits (0-9, a-f).",
  });
  if (key === undefined) {
    return;
  }
  await (key === "" ? secrets.delete(MANAGEMENT_KEY) : secrets.store(MANAGEMENT_KEY, key.trim()));
}
