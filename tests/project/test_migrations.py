"""Older files are brought to the present format, step by step."""

from designer.project.migrations import FORMAT_VERSION, MIGRATIONS, upgrade


def test_an_old_file_takes_every_step_up_to_the_newest() -> None:
    steps = {
        1: lambda data: {**data, "colour": data["color"]},
        2: lambda data: {name: value for name, value in data.items() if name != "color"},
    }
    assert upgrade({"version": 1, "color": "red"}, steps) == {"version": 3, "colour": "red"}


def test_a_newer_file_is_left_as_it_is() -> None:
    assert upgrade({"version": 99, "x": 1}) == {"version": 99, "x": 1}


def test_there_is_a_step_from_each_version_to_the_present_one() -> None:
    assert sorted(MIGRATIONS) == list(range(1, FORMAT_VERSION))
