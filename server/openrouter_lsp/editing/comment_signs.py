"""How a comment is written in a file, told by the file's name."""

from typing import Final

CommentSign = tuple[str, str]
"""What stands before a comment and what behind it; the latter may be empty."""

_HASH: Final = ("# ", "")
_SLASHES: Final = ("// ", "")
_DASHES: Final = ("-- ", "")
_SEMICOLON: Final = ("; ", "")
_STARS: Final = ("/* ", " */")
_ANGLES: Final = ("<!-- ", " -->")

_BY_ENDING: Final = {
    **dict.fromkeys(
        ("bash", "cfg", "cmake", "coffee", "conf", "cr", "env", "ex", "exs", "fish", "gd", "hcl",
         "jl", "ksh", "mk", "nim", "nix", "pl", "pm", "properties", "ps1", "py", "pyi", "r", "rb",
         "sh", "tf", "tfvars", "toml", "yaml", "yml", "zsh"), _HASH
    ),
    **dict.fromkeys(
        ("c", "cc", "cjs", "cpp", "cs", "cts", "cxx", "dart", "fs", "go", "gradle",
         "groovy", "h", "hpp", "java", "js", "json5", "jsonc", "jsx", "kt", "kts", "m", "mjs", "mm",
         "mts", "php", "prisma", "rs", "scala", "sol", "swift", "ts", "tsx", "zig"), _SLASHES
    ),
    **dict.fromkeys(("elm", "hs", "lua", "sql"), _DASHES),
    **dict.fromkeys(("asm", "clj", "cljs", "edn", "el", "ini", "lisp", "scm"), _SEMICOLON),
    **dict.fromkeys(("css", "less", "scss"), _STARS),
    **dict.fromkeys(("htm", "html", "md", "svg", "xml"), _ANGLES),
}  # fmt: skip
_BY_NAME: Final = {
    **dict.fromkeys(
        (".bash_profile", ".bashrc", ".netrc", ".profile", ".zprofile", ".zshenv", ".zshrc",
         "caddyfile", "containerfile", "dockerfile", "gemfile", "justfile", "makefile", "procfile",
         "rakefile"), _HASH
    ),
}  # fmt: skip


def comment_sign(name: str) -> CommentSign | None:
    """Return how a comment is written in a file that is no dotenv; None where that is not known.

    JSON, which has none, and files such as .vue and .astro, where it depends on the part, are not
    known.

    Args:
        name: the file's, without a folder.
    """
    kind = kind_of(name)
    return _BY_NAME.get(kind) or _BY_ENDING.get(kind)


def kind_of(name: str) -> str:
    """Return what tells of a file's language: all of its name, or else its ending.

    Args:
        name: the file's, without a folder.
    """
    lower = name.lower()
    return lower if lower in _BY_NAME else lower.rpartition(".")[2]
