// The server's answer to which parts of a line are links.

/** A part of a line, in UTF-16 code units, and what a click on it does. */
export interface LinkPlace {
  readonly startIndex: number;
  readonly length: number;
  readonly tooltip: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

// The editor breaks a longer one into lines anywhere, in the middle of words too.
const LONGEST_TOOLTIP = 60;
const SHORT_TOOLTIP = "What this means, and what to do";

/** The links that lie in the line and run a command of ours; whatever else came is left out. */
export function parseLinks(answer: unknown, line: string): LinkPlace[] {
  return Array.isArray(answer) ? answer.flatMap((link) => parseLink(link, line.length)) : [];
}

function parseLink(link: unknown, lineLength: number): LinkPlace[] {
  if (typeof link !== "object" || link === null) {
    return [];
  }
  const { start, length, tooltip, command, arguments: args } = link as Record<string, unknown>;
  const liesInLine =
    isNatural(start) && isNatural(length) && length > 0 && start + length <= lineLength;
  if (!liesInLine || typeof command !== "string" || !command.startsWith("openrouter.")) {
    return [];
  }
  return [
    {
      startIndex: start,
      length,
      tooltip: shown(tooltip),
      command,
      arguments: Array.isArray(args) ? args : [],
    },
  ];
}

function shown(tooltip: unknown): string {
  const text = typeof tooltip === "string" ? tooltip : "";
  return text.length > LONGEST_TOOLTIP ? SHORT_TOOLTIP : text;
}

function isNatural(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
