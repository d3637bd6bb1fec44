// Which icon of the editor's own stands for which state, in which of the theme's colours.

import type { ListedKey } from "./keyList.ts";

export interface Icon {
  readonly name: string;
  /** A colour of the theme; undefined: that of any other icon. */
  readonly colour?: string;
}

const ERROR = "problemsErrorIcon.foreground";
const WARNING = "problemsWarningIcon.foreground";
const INFORMATION = "problemsInfoIcon.foreground";

// Shapes tell them apart too: not everybody sees the colours.
const OF_SEVERITY: Record<ListedKey["severity"], Icon> = {
  error: { name: "error", colour: ERROR },
  warning: { name: "warning", colour: WARNING },
  information: { name: "question", colour: INFORMATION },
  none: { name: "key" },
};
const OF_STATUS: Partial<Record<string, Icon>> = {
  checking: { name: "loading~spin" },
  disabled: { name: "circle-slash", colour: ERROR },
  expiring: { name: "watch", colour: WARNING },
  unchecked: { name: "circle-large-outline" },
  valid: { name: "pass", colour: "testing.iconPassed" },
};
const IGNORED: Icon = { name: "eye-closed", colour: "disabledForeground" };

export function iconOf({ status, severity, isIgnored }: ListedKey): Icon {
  if (isIgnored) {
    return IGNORED;
  }
  // A key may work and yet be wrong where it stands.
  const isWrongPlace = status === "valid" && severity !== "none";
  return (isWrongPlace ? undefined : OF_STATUS[status]) ?? OF_SEVERITY[severity];
}
