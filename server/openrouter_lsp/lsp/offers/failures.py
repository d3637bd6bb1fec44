"""What can be done about a failure that was seen in a terminal."""

from lsprotocol import types

from openrouter_lsp.lsp.offers.pointed import Pointed


def offers(at: Pointed) -> list[types.CodeAction]:
    """Offer a report of a key's last failure, and to run its command again."""
    key = at.finding.key
    seen = key and at.session.sightings.of_key(key.fingerprint)
    if key is None or seen is None:
        return []
    which = {"fingerprint": key.fingerprint}
    actions = [at.command("Copy a report of this failure", "openrouter.copyReport", which)]
    if at.session.abilities.terminals and seen.run.command_line is not None:
        what = {"commandLine": seen.run.command_line}
        if seen.run.folder is not None:
            what["cwd"] = str(seen.run.folder)
        actions.append(at.command("Run that again", "openrouter.runAgain", what))
    return actions
