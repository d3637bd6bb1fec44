// What is left of a limit, as a bar of characters.

const LENGTH = 8;
const FULL = "▰";
const EMPTY = "▱";

/**
 * Shows a share of 0 to 1. It is drawn full only where nothing is gone, and empty only where nothing
 * is left.
 */
export function moneyBar(share: number): string {
  const left = Math.min(1, Math.max(0, share));
  const drawn = left > 0 && left < 1 ? inBetween(left) : left * LENGTH;
  return FULL.repeat(drawn) + EMPTY.repeat(LENGTH - drawn);
}

function inBetween(share: number): number {
  return Math.min(LENGTH - 1, Math.max(1, Math.round(share * LENGTH)));
}
