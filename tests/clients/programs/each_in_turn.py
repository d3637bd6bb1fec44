"""Runs a program once for each of several environments; what is slow to import is imported once.

Arguments: the program, the modules to import first with commas between, and for each run a name
and the environment variables that it has beside those of this process, as JSON.
"""

import importlib
import json
import os
import runpy
import sys

program, modules, *runs = sys.argv[1:]
for module in modules.split(","):
    importlib.import_module(module)
for name, variables in zip(runs[::2], runs[1::2], strict=True):
    print(f"@@@@ {name}", flush=True)
    child = os.fork()
    if child == 0:
        os.environ.update(json.loads(variables))
        try:
            runpy.run_path(program, run_name="__main__")
        except Exception:
            # As the interpreter does where nobody catches; but taking litellm down takes seconds.
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)
