"""Says of requirements files what pip makes of them: requirements.py < FILES > ANSWERS

A line of input is a file as a JSON text, a line of output one word: `default` where everything comes
from the default index, `elsewhere` where something does not, `refused` where pip reports an error.
Nothing is fetched, built or installed.
"""

import json
import logging
import os
import sys
import tempfile

from pip._internal.exceptions import PipError
from pip._internal.index.collector import LinkCollector
from pip._internal.index.package_finder import PackageFinder
from pip._internal.models.search_scope import SearchScope
from pip._internal.models.selection_prefs import SelectionPreferences
from pip._internal.req.constructors import install_req_from_parsed_requirement
from pip._internal.req.req_file import parse_requirements

logging.disable(logging.CRITICAL)
INDEX = "https://pypi.org/simple"


class Elsewhere(Exception):
    pass


class Session:
    """Fetches nothing, and notes who is trusted."""

    auth = None

    def get(self, *_, **__):
        raise Elsewhere()

    def add_trusted_host(self, *_, **__):
        raise Elsewhere()

    def update_index_urls(self, *_):
        pass


def is_legacy(required):
    """Whether only a pip of before 24.1 takes the version for one."""
    specifiers = required.req.specifier if required.req else []
    return any(type(each).__name__ == "LegacySpecifier" for each in specifiers)


def answer(text):
    with open("requirements.txt", "wb") as file:
        file.write(text.encode("utf-8", "surrogatepass"))
    session = Session()
    scope = SearchScope.create(find_links=[], index_urls=[INDEX], no_index=False)
    finder = PackageFinder.create(
        link_collector=LinkCollector(session=session, search_scope=scope),
        selection_prefs=SelectionPreferences(allow_yanked=False),
    )
    found = False
    try:
        for parsed in parse_requirements("requirements.txt", session, finder=finder):
            required = install_req_from_parsed_requirement(parsed)
            options = parsed.options or {}
            if is_legacy(required):
                return "refused"
            found |= required.link is not None or parsed.is_editable
            found |= any(options.get(name) for name in ("global_options", "config_settings"))
        # With a space in front pip takes it for no address, and ignores it.
        indexes = [each.strip(" ").rstrip("/") for each in finder.index_urls]
        found |= bool(finder.find_links) or any(each != INDEX for each in indexes)
    except Elsewhere:
        return "elsewhere"
    except (PipError, ValueError, LookupError):
        return "elsewhere" if found else "refused"
    return "elsewhere" if found else "default"


def main():
    sys.stderr = open(os.devnull, "w")  # where pip's parser of options explains itself
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for line in sys.stdin:
            print(answer(json.loads(line)))


main()
