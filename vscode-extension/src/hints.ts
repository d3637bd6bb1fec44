// How the state at the end of a key's line stands off from the key.

import type * as vscode from "vscode";

/** As wide as two letters of the editor's. */
const GAP = "\u00a0\u00a0";

/**
 * Gives hints a gap that is part of their text. The editor's own is narrower, and a squiggle that
 * ends where a hint begins runs on below it.
 */
export function setOff<Hint extends Pick<vscode.InlayHint, "label" | "paddingLeft">>(
  hints: readonly Hint[],
): Hint[] {
  return hints.map((hint) =>
    typeof hint.label === "string" && hint.paddingLeft
      ? Object.assign(hint, { label: GAP + hint.label, paddingLeft: false })
      : hint,
  );
}
