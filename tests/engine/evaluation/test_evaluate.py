import json

import keras
import numpy as np
import pytest

from designer.engine.data.prepared import prepare
from designer.engine.errors import UserError
from designer.engine.evaluation.evaluate import evaluate
from designer.project.files import read_project
from designer.project.runs import read_status
from designer.protocol.codec import encode
from designer.protocol.requests import Evaluate

pytestmark = pytest.mark.engine


def test_a_run_is_evaluated_on_its_test_rows(digits):
    found = evaluate(Evaluate("e", str(digits)))
    label = found.outputs["label"]
    confusion = np.array(label["confusion"])
    assert (found.split, found.samples, found.note) == ("test", 359, "")
    assert label["labels"] == [str(digit) for digit in range(10)]
    assert confusion.sum() == 359
    assert found.metrics["accuracy"] == pytest.approx(np.trace(confusion) / 359)
    data = prepare(read_project(digits / "project.kdesign").project)
    model = keras.models.load_model(digits / "model.keras", compile=False)
    predicted = model.predict(data.test.x, verbose=0).argmax(axis=1)
    assert found.metrics["accuracy"] == pytest.approx(np.mean(predicted == data.test.y))
    encode(found)


def test_validation_gives_what_training_gave(digits):
    found = evaluate(Evaluate("e", str(digits), split="validation"))
    best = read_status(digits).best
    if best["val_loss"]["epoch"] == read_status(digits).epochs:
        assert found.metrics["loss"] == pytest.approx(best["val_loss"]["value"], rel=1e-4)


def test_numbers_have_residuals(diabetes):
    found = evaluate(Evaluate("e", str(diabetes)))
    (report,) = found.outputs.values()
    assert report["kind"] == "numbers"
    assert len(report["true"]) == found.samples
    encode(found)


def test_each_output_has_a_report(two):
    found = evaluate(Evaluate("e", str(two), split="train"))
    assert {name: report["kind"] for name, report in found.outputs.items()} == {
        "label": "classes",
        "redrawn": "numbers",
    }
    assert "label_accuracy" in found.metrics


def test_changed_data_is_noted(iris):
    path = iris / "data.json"
    kept = path.read_text()
    path.write_text(json.dumps({**json.loads(kept), "fingerprint": "other"}))
    try:
        assert "The data has changed" in evaluate(Evaluate("e", str(iris))).note
    finally:
        path.write_text(kept)


@pytest.mark.parametrize(
    ("folder", "split", "words"),
    [
        ("nowhere", "test", "Expected the folder of a run"),
        ("", "tests", "Expected one of train, validation, test"),
    ],
)
def test_what_cannot_be_evaluated_is_said(iris, folder, split, words):
    with pytest.raises(UserError, match=words):
        evaluate(Evaluate("e", str(iris / folder), split=split))


def test_a_run_without_a_model_says_so(iris, tmp_path):
    (tmp_path / "project.kdesign").write_text((iris / "project.kdesign").read_text())
    with pytest.raises(UserError, match="has no model yet"):
        evaluate(Evaluate("e", str(tmp_path)))


def test_a_run_that_was_killed_answers_with_its_last_checkpoint(iris, tmp_path):
    import shutil

    for name in ("project.kdesign", "data.json"):
        shutil.copy(iris / name, tmp_path)
    shutil.copytree(iris / "checkpoints", tmp_path / "checkpoints")
    found = evaluate(Evaluate("e", str(tmp_path)))
    assert found.metrics == evaluate(Evaluate("e", str(iris))).metrics
