// The words of the debug adapter protocol that carry what a program prints.

// Absent means `console`. Not `telemetry`, which no person sees.
const SHOWN: readonly unknown[] = [undefined, "console", "important", "stdout", "stderr"];

/** The text that a message makes the debug console show; empty for any other message. */
export function shownText(message: unknown): string {
  const { type, event, body } = fields(message);
  if (type !== "event" || event !== "output") {
    return "";
  }
  const { category, output } = fields(body);
  return SHOWN.includes(category) && typeof output === "string" ? output : "";
}

/** The exit code that a message tells of the program that is debugged. */
export function exitCodeIn(message: unknown): number | undefined {
  const { type, event, body } = fields(message);
  const { exitCode } = fields(body);
  return type === "event" && event === "exited" && typeof exitCode === "number"
    ? exitCode
    : undefined;
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
