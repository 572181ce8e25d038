"""Whether a procedure is fit. Writes nothing."""

from engine.checking.catalogue_check import House, check_all, check_path
from engine.checking.checker import check_drawing, check_files, check_folder, check_procedure
from engine.checking.report import Report, Verdict

__all__ = [
    "House",
    "Report",
    "Verdict",
    "check_all",
    "check_drawing",
    "check_files",
    "check_folder",
    "check_path",
    "check_procedure",
]
