// Reads a text that the editor gives out by way of the clipboard alone.

export interface Clipboard {
  readText(): PromiseLike<string>;
  writeText(text: string): PromiseLike<void>;
}

/**
 * Empties the clipboard, lets `copy` put a text there, and takes it; undefined if none was put.
 *
 * Effect: the clipboard holds again what it held, if that was text. Other things cannot be read.
 */
export async function takeByClipboard(
  clipboard: Clipboard,
  copy: () => PromiseLike<unknown>,
): Promise<string | undefined> {
  const held = await clipboard.readText();
  try {
    await clipboard.writeText("");
    await copy();
    const text = await clipboard.readText();
    return text.trim() === "" ? undefined : text;
  } finally {
    await clipboard.writeText(held);
  }
}
