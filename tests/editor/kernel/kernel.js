// A kernel for notebooks: each cell is a program of its own, and its outputs come as Jupyter's do.

const { spawn } = require("node:child_process");
const path = require("node:path");
const vscode = require("vscode");

exports.activate = (context) => {
  const controller = vscode.notebooks.createNotebookController(
    "test-kernel",
    "jupyter-notebook",
    "Test kernel",
    (cells) => cells.forEach(run),
  );
  controller.supportedLanguages = ["python"];
  context.subscriptions.push(
    controller,
    vscode.workspace.onDidOpenNotebookDocument((notebook) =>
      controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred),
    ),
  );

  async function run(cell) {
    const execution = controller.createNotebookCellExecution(cell);
    execution.start(Date.now());
    await execution.clearOutput();
    const program = spawn("python3", ["-c", cell.document.getText()], {
      cwd: path.dirname(cell.notebook.uri.fsPath),
    });
    const { stdout, stderr, error } = vscode.NotebookCellOutputItem;
    let output;
    const show = (item) => {
      if (output === undefined) {
        output = new vscode.NotebookCellOutput([item]);
        return execution.appendOutput(output);
      }
      return execution.appendOutputItems(item, output);
    };
    let shown = Promise.resolve();
    for (const [stream, item] of [
      [program.stdout, stdout],
      [program.stderr, stderr],
    ]) {
      stream.on("data", (data) => {
        shown = shown.then(() => show(item(data.toString())));
      });
    }
    program.on("close", async (exitCode) => {
      await shown;
      if (exitCode !== 0) {
        const failure = new Error(`the cell ended with exit code ${exitCode}`);
        await execution.appendOutput(new vscode.NotebookCellOutput([error(failure)]));
      }
      execution.end(exitCode === 0, Date.now());
    });
  }
};
