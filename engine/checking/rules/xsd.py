"""The file is valid BPMN 2.0.

It is compared with the schema that the standard's authors publish. A file saved by an editor
passes; one changed by hand may not. Open it in the editor and save it again, or mend the line
named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checking.subject import Sheet
from engine.errors import Problem
from engine.workflow import schema_problems

LINE = re.compile(r"^(?:.*?:)?(\d+):")


def check(sheet: Sheet) -> Iterator[Problem]:
    """One problem for each thing the schema does not allow."""
    for said in schema_problems(sheet.xml):
        line = LINE.match(said)
        reason = f"It is not valid BPMN 2.0: {said[line.end() :].strip() if line else said}"
        fix = "Save the file with the editor again, or mend this line."
        yield Problem("", sheet.file, "", reason, fix, int(line[1]) if line else None)
