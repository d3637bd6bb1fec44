// What the status bar says of the active terminal, and what it offers to do.

/** Whether what the active terminal prints is read, and if not, why. */
export type WatchState =
  | "none" // nothing is known: no terminal, one that was only just opened, or no server to read it
  | "watched"
  | "missed" // watched, but the editor handed on nothing of its last command, which failed
  | "no shell integration"
  | "switched off";

export interface WatchFacts {
  readonly isEnabled: boolean;
  readonly isServerRunning: boolean;
  readonly isOpen: boolean;
  /** Opened a moment ago: its shell may not have said yet that it works with the editor. */
  readonly isStarting: boolean;
  readonly hasShellIntegration: boolean;
  readonly wasMissed: boolean;
}

export function watchState(facts: WatchFacts): WatchState {
  if (!facts.isOpen) {
    return "none";
  }
  if (!facts.isEnabled) {
    return "switched off";
  }
  if (!facts.isServerRunning) {
    return "none";
  }
  if (facts.hasShellIntegration) {
    return facts.wasMissed ? "missed" : "watched";
  }
  return facts.isStarting ? "none" : "no shell integration";
}

export interface WatchWords {
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
}

const HOW = "openrouter.howToWatch";

export const WATCH_WORDS: Record<Exclude<WatchState, "none">, WatchWords> = {
  watched: {
    text: "$(eye) Terminal watched",
    tooltip:
      "What commands print here is read for OpenRouter's errors, on this machine only. Click to learn more.",
    command: HOW,
  },
  missed: {
    text: "$(eye) Output not seen: explain it",
    tooltip:
      "The last command failed, and the editor did not hand on what it printed. Click to have it explained; the clipboard is used for that, and then holds its text again.",
    command: "openrouter.explainLastCommand",
  },
  "no shell integration": {
    text: "$(eye-closed) Terminal not watched",
    tooltip:
      "This terminal's shell does not tell the editor what commands print. Click to learn how to have it watched.",
    command: HOW,
  },
  "switched off": {
    text: "$(eye-closed) Terminal not watched",
    tooltip: "Watching is switched off: openrouter.terminal.enabled. Click to learn more.",
    command: HOW,
  },
};

/** A button below an explanation, and the setting that it opens. */
export interface WatchOffer {
  readonly title: string;
  readonly setting: string;
}

export interface WatchExplanation {
  readonly message: string;
  readonly offer: WatchOffer;
}

const OUR_SETTING: WatchOffer = { title: "Open setting", setting: "openrouter.terminal.enabled" };
const EDITORS_SETTING: WatchOffer = {
  title: "Open setting",
  setting: "terminal.integrated.shellIntegration.enabled",
};

/** What is said when the user asks how watching works. */
export function explainWatching(state: WatchState): WatchExplanation {
  switch (state) {
    case "switched off":
      return {
        message:
          "This terminal is not watched, because openrouter.terminal.enabled is off. When it is on, what commands print is read on this machine for errors of OpenRouter's, and the key's line is flagged.",
        offer: OUR_SETTING,
      };
    case "no shell integration":
      return {
        message:
          "This terminal is not watched: its shell has no shell integration, as bash, zsh, fish and PowerShell have. Here, run programs as: openrouter-lsp run -- COMMAND. Or select what they print and choose OpenRouter: Explain terminal selection.",
        offer: EDITORS_SETTING,
      };
    case "none":
      return {
        message:
          "No terminal is watched now. One is when it is open, its shell works with VS Code's shell integration, and the server of OpenRouter Keys runs.",
        offer: OUR_SETTING,
      };
    default:
      return {
        message:
          "This terminal is watched: when a command prints an error of OpenRouter's, the key is checked and its line is flagged. What is printed is read on this machine and sent to nobody.",
        offer: OUR_SETTING,
      };
  }
}
