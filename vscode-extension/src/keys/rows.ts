// What the view shows of the keys: a row for each, and below it a row for each thing known of it.

import { type Icon, iconOf } from "./icons.ts";
import type { ListedKey, Place } from "./keyList.ts";
import { moneyBar } from "./moneyBar.ts";

export interface Row {
  /** The same as long as it is about the same thing. Made of a fingerprint, never of a key. */
  readonly id: string;
  /** The key that it is about. */
  readonly fingerprint: string;
  readonly children: readonly Row[];
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** An icon of the editor's own; undefined: that of the place's file. */
  readonly icon: Icon | undefined;
  /** Words by which menus choose what they offer here. */
  readonly context: string;
  /** What Enter opens. */
  readonly place: Place | undefined;
}

/** One row for each key, in the list's order. */
export function rowsOf(keys: readonly ListedKey[]): readonly Row[] {
  const called = keys.map(({ name }) => name);
  const isShared = (name: string): boolean => called.indexOf(name) !== called.lastIndexOf(name);
  return keys.map((key) => rowOf(key, isShared(key.name)));
}

/** How many of them need attention. */
export function attention(keys: readonly ListedKey[]): number {
  return keys.filter(needsAttention).length;
}

function needsAttention({ severity, isIgnored }: ListedKey): boolean {
  return !isIgnored && (severity === "error" || severity === "warning");
}

/** `isShared`: whether another key has the same name, as keys in the same variable do. */
function rowOf(key: ListedKey, isShared: boolean): Row {
  const { fingerprint, name, masked, summary, statusText } = key;
  const [first] = key.places;
  const id = `key:${fingerprint}`;
  const details = [
    ...moneyRow(key),
    ...expiryRow(key),
    ...(key.seen === "" ? [] : [{ part: "seen", label: key.seen, icon: "terminal" }]),
  ].map((detail) => detailRow(key, detail));
  return {
    id,
    fingerprint,
    children: [...details, ...placeRows(key)],
    label: name,
    description: isShared && first !== undefined ? `${first.path} · ${summary}` : summary,
    tooltip: [name, masked, statusText].filter((line) => line !== "").join("\n"),
    spoken: key.spoken || `${name}, ${summary}`,
    icon: iconOf(key),
    context: ["key", ...key.actions].join(" "),
    place: undefined,
  };
}

interface Detail {
  /** Which of the key's details it is. */
  readonly part: string;
  readonly label: string;
  readonly icon: string;
  /** More words beside the label. */
  readonly words?: string;
  /** A drawing beside the label, which no screen reader has to spell. */
  readonly drawing?: string;
}

function moneyRow({ money }: ListedKey): readonly Detail[] {
  if (money === undefined) {
    return [];
  }
  const detail = { part: "money", label: money.text, icon: "credit-card" };
  return [money.share === undefined ? detail : { ...detail, drawing: moneyBar(money.share) }];
}

function expiryRow({ expires }: ListedKey): readonly Detail[] {
  return expires === ""
    ? []
    : [{ part: "expiry", label: "Expiry", words: expires, icon: "calendar" }];
}

function detailRow({ fingerprint }: ListedKey, detail: Detail): Row {
  const { part, label, words, icon, drawing } = detail;
  const said = words === undefined ? label : `${label}: ${words}`;
  return {
    id: `key:${fingerprint}/${part}`,
    fingerprint,
    children: [],
    label,
    description: drawing ?? words ?? "",
    tooltip: said,
    spoken: said,
    icon: { name: icon },
    context: part,
    place: undefined,
  };
}

function placeRows({ fingerprint, name, places }: ListedKey): readonly Row[] {
  const seen = new Map<string, number>();
  return places.map((place) => {
    // Not the line, which changes while somebody types above it.
    const number = (seen.get(place.uri) ?? 0) + 1;
    seen.set(place.uri, number);
    // Most keys are called by their variable, which needs no saying twice.
    const variable = place.variable === name ? "" : place.variable;
    const where = [`line ${place.line + 1}`, variable].filter((part) => part !== "");
    return {
      id: `key:${fingerprint}/place:${number}:${place.uri}`,
      fingerprint,
      children: [],
      label: place.path,
      description: where.join(" · "),
      tooltip: `${place.path}, ${where.join(", ")}`,
      spoken: `${place.path}, ${where.join(", ")}`,
      icon: undefined,
      context: "place",
      place,
    };
  });
}
