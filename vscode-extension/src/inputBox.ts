// The box for what the server asks for: a code from OpenRouter's page, or a new key.

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

interface Asked {
  readonly title: string;
  readonly prompt: string;
  readonly secret: boolean;
}

/** Answers the server's `openrouter/input` with what was typed, or null where nothing was. */
export function answerInputs(client: LanguageClient): void {
  client.onRequest("openrouter/input", async ({ title, prompt, secret }: Asked) => {
    const text = await vscode.window.showInputBox({
      title,
      prompt,
      password: secret,
      ignoreFocusOut: true,
    });
    return text ?? null;
  });
}

/** Whether a browser of the user's cannot reach a port of the machine that the server runs on. */
export function isOutOfReach(): boolean {
  return vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
}
