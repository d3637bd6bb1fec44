// Which files a workspace brings along.

import { realpathSync } from "node:fs";
import path from "node:path";

/**
 * Tells whether `file` lies below one of `folders`, both as it is named and where its links lead:
 * a virtual environment's `python` is a link out of it, yet what it imports lies inside.
 */
export function liesBelow(file: string, folders: readonly string[]): boolean {
  const names = [path.resolve(file), realPath(file)];
  const roots = folders.flatMap((folder) => [path.resolve(folder), realPath(folder)]);
  return names.some((name) => roots.some((root) => contains(root, name)));
}

function contains(root: string, file: string): boolean {
  const relative = path.relative(foldCase(root), foldCase(file));
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

// Disks of macOS and Windows mostly do not tell upper from lower case. Folding too much only
// turns a Python down that would have served.
function foldCase(file: string): string {
  return process.platform === "linux" ? file : file.toLowerCase();
}

function realPath(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return path.resolve(file);
  }
}
