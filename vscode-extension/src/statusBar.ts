// The item in the status bar: the worst status of any key, or why there is none.

import * as vscode from "vscode";
import type { Severity, Status } from "./status.ts";

const BACKGROUNDS: Partial<Record<Severity, string>> = {
  error: "statusBarItem.errorBackground",
  warning: "statusBarItem.warningBackground",
};

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    "openrouter.status",
    vscode.StatusBarAlignment.Left,
  );

  constructor() {
    this.#item.name = "OpenRouter Keys";
  }

  show(status: Status): void {
    if (status.status === "none") {
      this.#item.hide();
      return;
    }
    const icon = status.status === "checking" ? "$(loading~spin)" : "$(key)";
    this.#render(`${icon} ${status.text}`, status.text, status.severity);
    this.#item.tooltip = new vscode.MarkdownString(status.tooltip, true);
    this.#item.command = commandFor(status);
  }

  showServerStopped(): void {
    this.#render("$(key) OpenRouter: stopped", "the server has stopped", "warning");
    this.#item.tooltip = "The OpenRouter language server has stopped. Click to start it again.";
    this.#item.command = "openrouter.restart";
  }

  showNoPython(): void {
    this.#render("$(key) OpenRouter: no Python", "no Python 3.11 or newer was found", "warning");
    this.#item.tooltip =
      "OpenRouter Keys needs Python 3.11 or newer and found none. Click to look again.";
    this.#item.command = "openrouter.restart";
  }

  dispose(): void {
    this.#item.dispose();
  }

  #render(text: string, spoken: string, severity: Severity): void {
    const background = BACKGROUNDS[severity];
    this.#item.text = text;
    this.#item.accessibilityInformation = { label: `OpenRouter Keys: ${spoken}`, role: "button" };
    this.#item.backgroundColor =
      background === undefined ? undefined : new vscode.ThemeColor(background);
    this.#item.show();
  }
}

/** What a click does: go to what is wrong, say why nothing is asked, or show the keys. */
function commandFor(status: Status): string {
  if (status.severity === "error" || status.severity === "warning") {
    return "workbench.actions.view.problems";
  }
  return vscode.workspace.isTrusted ? "openrouter.keys.focus" : "workbench.trust.manage";
}
