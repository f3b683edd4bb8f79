"""What Keras said once is remembered."""

import pytest

from designer.engine.failure_text import Failure
from designer.engine.memo import Answer, Memo, fingerprint
from designer.engine.tensors import TensorSpec

pytestmark = pytest.mark.engine

ANSWER = Answer({"output": TensorSpec((None, 3), "float32")}, 12, 6, None)
REFUSED = Answer(failure=Failure("ValueError", "no", "units"))


def test_answers_come_back_from_the_file(tmp_path):
    path = tmp_path / "inference-1.json"
    (tmp_path / "inference-0.json").write_text("{}")
    memo = Memo(path)
    memo.put("a", ANSWER)
    memo.put("b", REFUSED)
    memo.save()
    again = Memo(path)
    assert (again.get("a"), again.get("b"), again.get("c")) == (ANSWER, REFUSED, None)
    assert [entry.name for entry in tmp_path.iterdir()] == ["inference-1.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 3}', b'{"a": {"outputs": {}}}'])
def test_a_damaged_file_counts_as_empty(tmp_path, content):
    path = tmp_path / "inference-1.json"
    path.write_bytes(content)
    memo = Memo(path)
    assert len(memo) == 0
    memo.put("a", ANSWER)
    memo.save()
    assert Memo(path).get("a") == ANSWER


def test_the_least_recently_used_is_forgotten_first():
    memo = Memo(limit=2)
    memo.put("a", ANSWER)
    memo.put("b", ANSWER)
    memo.get("a")
    memo.put("c", ANSWER)
    assert (memo.get("a"), memo.get("b"), memo.get("c")) == (ANSWER, None, ANSWER)


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    memo = Memo(tmp_path / "missing" / "inference-1.json")
    memo.put("a", ANSWER)
    memo.save()
    assert memo.get("a") == ANSWER


def test_another_catalogue_is_another_memory(tmp_path):
    file = tmp_path / "layers.json"
    file.write_text("1")
    first = fingerprint("3.15", [file])
    assert first == fingerprint("3.15", [file])
    file.write_text("2")
    assert len({first, fingerprint("3.15", [file]), fingerprint("3.16", [file])}) == 3
