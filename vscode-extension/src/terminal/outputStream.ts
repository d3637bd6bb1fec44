// One command's output, as whoever reads it puts it in.

/** What the server is told of an output before its text. */
export interface OutputDetails {
  readonly name: string;
  /** Left out where it is one. */
  readonly isTerminal?: false;
  /** As typed; left out where it is not known for sure. */
  readonly commandLine?: string | undefined;
  readonly cwd?: string | undefined;
}

/** Where one command's output is put, chunk by chunk. */
export interface OutputStream {
  write(data: string): void;
  /** Says that nothing follows; a second time it does nothing. */
  end(exitCode?: number): void;
}
