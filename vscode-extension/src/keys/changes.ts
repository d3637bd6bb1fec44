// Which rows have to be drawn anew, so that all others stay as they are.

import type { Row } from "./rows.ts";

/** The rows that are not what they were; undefined: others came, went, or changed places. */
export function changedRows(
  before: readonly Row[],
  after: readonly Row[],
): readonly string[] | undefined {
  const isSameOrder =
    before.length === after.length && before.every((row, index) => row.id === after[index]?.id);
  if (!isSameOrder) {
    return undefined;
  }
  return after
    .filter((row, index) => JSON.stringify(row) !== JSON.stringify(before[index]))
    .map(({ id }) => id);
}
