"""The editor's face: the only room that knows the Language Server Protocol."""
