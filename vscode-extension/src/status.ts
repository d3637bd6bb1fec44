// The worst status among all keys of the workspace, as the server tells it.

export type Severity = "error" | "warning" | "information" | "none";

export interface Status {
  readonly status: string;
  readonly text: string;
  readonly tooltip: string;
  readonly severity: Severity;
}

/** Nothing to tell: the workspace holds no key. */
export const NO_KEYS: Status = { status: "none", text: "", tooltip: "", severity: "none" };

export const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "none"];

/** What came over the wire, or NO_KEYS when it is not a status. */
export function parseStatus(params: unknown): Status {
  if (typeof params !== "object" || params === null) {
    return NO_KEYS;
  }
  const { status, text, tooltip, severity } = params as Record<keyof Status, unknown>;
  if (typeof status !== "string" || typeof text !== "string") {
    return NO_KEYS;
  }
  return {
    status,
    text,
    tooltip: typeof tooltip === "string" ? tooltip : "",
    severity: SEVERITIES.find((known) => known === severity) ?? "none",
  };
}
