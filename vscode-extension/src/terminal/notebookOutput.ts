// What is new in the outputs of a notebook's cell.

import { TextDecoder } from "node:util";

/** One item of an output: a text in one of the forms in which the output can be shown. */
export interface OutputItem {
  readonly mime: string;
  readonly data: Uint8Array;
}

const ERROR = "application/vnd.code.notebook.error";
// The forms that are read, the likeliest to be whole first; of one output only one is.
const READ = [
  "application/vnd.code.notebook.stdout",
  "application/vnd.code.notebook.stderr",
  ERROR,
  "text/plain",
];
// Enough of the end of what was read to see whether it is still there.
const COMPARED_BYTES = 256;

interface Part {
  readonly mime: string;
  readonly length: number;
  readonly end: Uint8Array;
  readonly decoder: TextDecoder;
}

/** What is to be sent of a cell's outputs. */
export interface News {
  /** The outputs were cleared or replaced: what follows is another run's. */
  readonly isAnew: boolean;
  readonly text: string;
}

/** Remembers how far a cell's outputs were read. */
export class CellReader {
  #parts: readonly Part[] = [];

  /** Takes a cell's outputs as they are now, each in all its forms; tells what is new in them. */
  read(outputs: readonly (readonly OutputItem[])[]): News {
    const items = outputs.flatMap(itemsToRead);
    // One part alone may be drawn anew, as progress bars are, and the others still go on.
    const known = this.#parts.map((part, index) => (goesOn(part, items[index]) ? part : undefined));
    const isAnew = known.length > 0 && known.every((part) => part === undefined);
    const texts: string[] = [];
    this.#parts = items.map((item, index) => {
      const part = known[index];
      const decoder = part?.decoder ?? new TextDecoder();
      texts.push(textOf(item, part?.length ?? 0, decoder));
      return {
        mime: item.mime,
        length: item.data.length,
        // A copy: the editor may use the bytes for other things later.
        end: item.data.slice(-COMPARED_BYTES),
        decoder,
      };
    });
    return { isAnew, text: texts.join("") };
  }
}

/** The items of an output that are read: all of a stream, which may come in many, else one. */
function itemsToRead(items: readonly OutputItem[]): readonly OutputItem[] {
  const mime = READ.find((read) => items.some((item) => item.mime === read));
  return items.filter((item) => item.mime === mime);
}

function goesOn(part: Part, item: OutputItem | undefined): boolean {
  if (item === undefined || item.mime !== part.mime || item.data.length < part.length) {
    return false;
  }
  const end = item.data.subarray(part.length - part.end.length, part.length);
  return Buffer.compare(end, part.end) === 0;
}

function textOf({ mime, data }: OutputItem, from: number, decoder: TextDecoder): string {
  if (mime === ERROR) {
    return from === data.length ? "" : errorText(new TextDecoder().decode(data));
  }
  const text = decoder.decode(data.subarray(from), { stream: true });
  // A stream's items follow one another without a gap; a result stands on a line of its own.
  return mime === "text/plain" && text !== "" ? `${text}\n` : text;
}

/** An error as a person sees it: its stack, which as a rule holds its name and message. */
function errorText(json: string): string {
  const { name, message, stack } = parse(json);
  const headline = [name, message].filter((part) => typeof part === "string" && part !== "");
  const title = headline.join(": ");
  if (typeof stack !== "string" || stack === "") {
    return `${title}\n`;
  }
  const isNamed = typeof message !== "string" || stack.includes(message);
  return isNamed ? `${stack}\n` : `${stack}\n${title}\n`;
}

function parse(json: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(json));
  } catch {
    return {};
  }
}
