"""Whatever is printed as JSON is valid by the schema that `calcgrade schema` gives for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from click.testing import CliRunner
from sample_results import check, exercise, result
from small_course import write_course

from calcgrade.cli import doctor
from calcgrade.cli.main import cli
from calcgrade.image import build
from calcgrade.results.model import encode
from calcgrade.results.schema import SHAPES

if TYPE_CHECKING:
    from pathlib import Path


def printed(name: str, *words: object, code: int = 0) -> Any:
    """What a command prints, once it is valid by its schema and the schema refuses something else."""
    schema = json.loads(CliRunner().invoke(cli, ["schema", name]).stdout)
    ran = CliRunner().invoke(cli, [*map(str, words), "--format", "json"])
    assert ran.exit_code == code
    shape = json.loads(ran.stdout)
    jsonschema.validate(shape, schema, jsonschema.Draft202012Validator)
    assert shape["schema"] == schema["$id"] == f"calcgrade/{name}/v1"
    for key in [key for key in shape if key != "schema"]:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**shape, key: b""}, schema, jsonschema.Draft202012Validator)
    return shape


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "small")


def test_list_tells_the_file_of_each_exercise_and_why_it_cannot_be_read(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "alice"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "ex_1_1_slope.py").touch()
    shape = printed("list", "list", "--course", course)
    there = {item["id"]: (item["path"], item["problem"], item["bonus"]) for item in shape["exercises"]}
    assert there["1.1"] == ("ex_1_1_slope.py", None, False)
    assert {path for path, _, _ in there.values()} == {"ex_1_1_slope.py", None}
    (here / "ex_1_1_slope.py").unlink()
    (here / "ex_1_1_slope.py").symlink_to("/nowhere")
    (link,) = [
        item for item in printed("list", "list", "--course", course)["exercises"] if item["id"] == "1.1"
    ]
    assert "link" in link["problem"]


def test_doctor_tells_whether_check_can_work(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [doctor.Part("Python", "3.11", needed=True), doctor.Part("image", "", "There is none.")]
    monkeypatch.setattr(doctor, "parts", lambda: iter(parts))
    shape = printed("doctor", "doctor")
    assert shape["works"] is True
    assert shape["parts"][1] == {"name": "image", "found": "", "problem": "There is none.", "needed": False}
    parts.append(doctor.Part("numpy", "", "cannot be imported", needed=True))
    assert printed("doctor", "doctor", code=3)["works"] is False


def test_image_build_tells_the_images_id_and_shows_its_progress_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def building(base: str, tag: str, wheels: object, progress: Any) -> str:
        progress(f"FROM {base}")
        return "sha256:1"

    monkeypatch.setattr(build, "build", building)
    assert printed("image", "image", "build", "--tag", "mine") == {
        "schema": "calcgrade/image/v1", "tag": "mine", "id": "sha256:1",
    }  # fmt: skip


def test_report_tells_what_it_read(tmp_path: Path) -> None:
    (tmp_path / "alice.json").write_bytes(encode(result(exercise("1.1", check()))))
    (row,) = printed("report", "report", tmp_path)["results"]
    assert (row["submission"], row["status"], row["score"]) == ("alice", "passed", 5.0)


def test_every_schema_is_valid_and_has_its_name_in_the_help() -> None:
    told = CliRunner().invoke(cli, ["schema", "nonsense"]).stderr
    for name in SHAPES:
        assert f"'{name}'" in told
        jsonschema.Draft202012Validator.check_schema(
            json.loads(CliRunner().invoke(cli, ["schema", name]).stdout)
        )
