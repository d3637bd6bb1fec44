// The item in the status bar that says whether the active terminal is watched.

import * as vscode from "vscode";
import type { History } from "./history.ts";
import {
  explainWatching,
  WATCH_WORDS,
  type WatchFacts,
  type WatchState,
  watchState,
} from "./watchWords.ts";

/** How long a new shell may take to say that it works with the editor, until that is doubted. */
const START_MILLISECONDS = 5000;

/** A priority below that of the item which tells of the keys. */
const BEHIND_THE_KEYS = -1;

/** What holds for all terminals alike. */
type Circumstances = Pick<WatchFacts, "isEnabled" | "isServerRunning">;

export class WatchStatus implements vscode.Disposable {
  readonly #history: History<vscode.Terminal>;
  readonly #circumstances: () => Circumstances;
  readonly #starting = new Map<vscode.Terminal, NodeJS.Timeout>();
  readonly #item = vscode.window.createStatusBarItem(
    "openrouter.terminal",
    vscode.StatusBarAlignment.Left,
    BEHIND_THE_KEYS,
  );
  readonly #listeners: vscode.Disposable;

  constructor(history: History<vscode.Terminal>, circumstances: () => Circumstances) {
    this.#history = history;
    this.#circumstances = circumstances;
    this.#item.name = "OpenRouter Keys: terminal";
    const show = (): void => this.show();
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTerminal(show),
      vscode.window.onDidChangeTerminalShellIntegration(show),
      vscode.window.onDidOpenTerminal((terminal) => this.#opened(terminal)),
      vscode.window.onDidCloseTerminal((terminal) => this.#started(terminal)),
    );
    this.show();
  }

  /** Effect: the item says what is so now. */
  show(): void {
    const state = this.#state();
    if (state === "none") {
      this.#item.hide();
      return;
    }
    const { text, tooltip, command } = WATCH_WORDS[state];
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.command = command;
    const spoken = text.replace(/^\$\(\S+\) /, "");
    this.#item.accessibilityInformation = { label: `OpenRouter Keys: ${spoken}`, role: "button" };
    this.#item.show();
  }

  /** Says how the active terminal is watched, or how to get it watched. */
  async explain(): Promise<void> {
    const { message, offer } = explainWatching(this.#state());
    const answer = await vscode.window.showInformationMessage(message, offer.title);
    if (answer === offer.title) {
      await vscode.commands.executeCommand("workbench.action.openSettings", offer.setting);
    }
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#item.dispose();
    for (const timer of this.#starting.values()) {
      clearTimeout(timer);
    }
  }

  #state(): WatchState {
    const terminal = vscode.window.activeTerminal;
    return watchState({
      ...this.#circumstances(),
      isOpen: terminal !== undefined,
      isStarting: terminal !== undefined && this.#starting.has(terminal),
      hasShellIntegration: terminal?.shellIntegration !== undefined,
      wasMissed: terminal !== undefined && this.#history.last(terminal)?.wasMissed === true,
    });
  }

  #opened(terminal: vscode.Terminal): void {
    const timer = setTimeout(() => this.#started(terminal), START_MILLISECONDS);
    this.#starting.set(terminal, timer);
    this.show();
  }

  #started(terminal: vscode.Terminal): void {
    clearTimeout(this.#starting.get(terminal));
    this.#starting.delete(terminal);
    this.show();
  }
}
