"""The part of junit-xml that calcgrade uses; the package has no types of its own."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

class TestCase:
    file: str | None
    line: int | None
    def __init__(self, name: str, classname: str | None = None, elapsed_sec: float | None = None) -> None: ...
    def add_failure_info(
        self, message: str | None = None, output: str | None = None, failure_type: str | None = None
    ) -> None: ...
    def add_error_info(
        self, message: str | None = None, output: str | None = None, error_type: str | None = None
    ) -> None: ...
    def add_skipped_info(self, message: str | None = None, output: str | None = None) -> None: ...
    def is_failure(self) -> bool: ...
    def is_error(self) -> bool: ...

class TestSuite:
    def __init__(
        self,
        name: str,
        test_cases: Sequence[TestCase] | None = None,
        *,
        properties: Mapping[str, str] | None = None,
        stdout: str | None = None,
    ) -> None: ...
    def build_xml_doc(self) -> Element: ...
