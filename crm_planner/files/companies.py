"""Reading a company file and the logo it names."""

from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

from crm_planner.company.model import Company
from crm_planner.errors import DataError
from crm_planner.files.reading import called, read_bytes
from crm_planner.files.typed import read_document
from crm_planner.limits import LOGO_BYTES
from crm_planner.place import Source
from crm_planner.problem import Problem, quoted

_PICTURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))


class WrittenCompany(NamedTuple):
    """A company, the document it was read from, warnings, and its logo as a data address ("" without one)."""

    company: Company
    source: Source
    warnings: tuple[Problem, ...] = ()
    logo: str = ""


def load_company(path: Path) -> WrittenCompany:
    """The company in the file at `path`; its logo is sought beside the file.

    Raises InputError if one of them cannot be read, DataError with every problem.
    """
    company, source, warnings = read_document(Company, read_bytes(path), called(path))
    return WrittenCompany(company, source, warnings, _logo(company, source, path.parent))


def _logo(company: Company, source: Source, folder: Path) -> str:
    if company.logo is None:
        return ""
    data = read_bytes(folder / company.logo, LOGO_BYTES)
    kind = next((kind for beginning, kind in _PICTURES if data.startswith(beginning)), None)
    if kind is None:
        said = f"the logo {quoted(company.logo)} is neither a PNG nor a JPEG picture"
        raise DataError([Problem(source.place(("logo",)), "CMP003", said, "Save it as PNG or JPEG")])
    return f"data:{kind};base64,{b64encode(data).decode()}"
