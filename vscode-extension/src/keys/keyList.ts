// The keys of the workspace, as the server lists them: each once, worst first.

import { SEVERITIES, type Severity } from "../status.ts";

/** Where a key stands. Lines and characters count from 0. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  /** As it is shown: below its workspace folder. */
  readonly path: string;
  readonly variable: string;
}

/** What is left to spend. */
export interface Money {
  /** What is left, of the whole limit: 0 to 1; undefined where there is no limit. */
  readonly share: number | undefined;
  readonly text: string;
}

/** One key: all but the key itself, which the server keeps to itself. */
export interface ListedKey {
  readonly fingerprint: string;
  readonly masked: string;
  readonly name: string;
  readonly status: string;
  readonly statusText: string;
  readonly severity: Severity;
  /** The state in a few words. */
  readonly summary: string;
  /** One sentence for a screen reader. */
  readonly spoken: string;
  /** When its time ends; empty where that is not known. */
  readonly expires: string;
  readonly money: Money | undefined;
  readonly places: readonly Place[];
  /** In which terminal it was last seen to fail; empty where it was not. */
  readonly seen: string;
  readonly isIgnored: boolean;
  /** What can be done about it now, by the server's names of commands without `openrouter.`. */
  readonly actions: readonly string[];
}

export interface KeyList {
  readonly keys: readonly ListedKey[];
  /** Whether the server has looked through the whole workspace. */
  readonly isComplete: boolean;
}

/** Before the server has said anything. */
export const NOT_LISTED: KeyList = { keys: [], isComplete: false };

type Fields = Readonly<Record<string, unknown>>;

const FINGERPRINT = /^[0-9a-f]{64}$/;
const ACTION = /^[A-Za-z]+$/;

/** What came over the wire, without what is no key; NOT_LISTED where it is no list at all. */
export function parseKeyList(result: unknown): KeyList {
  const { keys, complete } = fields(result);
  if (!Array.isArray(keys)) {
    return NOT_LISTED;
  }
  const listed = new Map<string, ListedKey>();
  for (const key of keys.map(fields)) {
    const fingerprint = text(key.fingerprint);
    // It becomes part of a row's name, which must be the only one of its kind.
    if (FINGERPRINT.test(fingerprint) && !listed.has(fingerprint)) {
      listed.set(fingerprint, readKey(fingerprint, key));
    }
  }
  return { keys: [...listed.values()], isComplete: complete === true };
}

function readKey(fingerprint: string, key: Fields): ListedKey {
  const masked = text(key.masked);
  return {
    fingerprint,
    masked,
    name: text(key.name) || text(key.variable) || masked,
    status: text(key.status),
    statusText: text(key.statusText),
    severity: SEVERITIES.find((known) => known === key.severity) ?? "none",
    summary: text(key.summary),
    spoken: text(key.spoken),
    expires: text(fields(key.expires).text),
    money: readMoney(fields(key.money)),
    places: list(key.places).map(fields).flatMap(readPlace),
    seen: text(fields(key.seen).text),
    isIgnored: text(key.ignored) !== "",
    actions: list(key.actions)
      .map(text)
      .filter((action) => ACTION.test(action)),
  };
}

function readMoney(money: Fields): Money | undefined {
  const words = text(money.text);
  const share = typeof money.share === "number" ? money.share : undefined;
  return words === "" ? undefined : { share, text: words };
}

function readPlace(place: Fields): Place[] {
  const uri = text(place.uri);
  if (uri === "") {
    return [];
  }
  return [
    {
      uri,
      line: count(place.line),
      character: count(place.character),
      path: text(place.path) || uri,
      variable: text(place.variable),
    },
  ];
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function count(value: unknown): number {
  return Number.isInteger(value) ? Math.max(0, value as number) : 0;
}
