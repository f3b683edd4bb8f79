import ast
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from designer.codegen.expressions import (
    Expression,
    arguments,
    call,
    flat,
    listing,
    literal,
    mapping,
    quoted,
    written,
)

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.tuples(inner) | st.tuples(inner, inner),
    max_leaves=12,
)


@given(st.text())
def test_a_string_literal_reads_back_as_the_text(text: str) -> None:
    assert ast.literal_eval(quoted(text)) == text


@given(_VALUES)
def test_a_value_reads_back_as_itself(value: object) -> None:
    assert eval(flat(literal(value)), {"float": float}) == value


def test_a_short_call_stays_on_one_line() -> None:
    code = call("layers.Dense", *arguments(["10"], {"activation": quoted("relu")}))
    assert written(call(code, *arguments(["x"])), "    ", "y = ") == (
        '    y = layers.Dense(10, activation="relu")(x)'
    )


def test_a_long_call_has_one_argument_a_line_and_a_trailing_comma() -> None:
    named = {f"argument_{number}": literal("a long value") for number in range(4)}
    assert written(call("function", *arguments([], named)), "", "y = ") == (
        "y = function(\n"
        '    argument_0="a long value",\n'
        '    argument_1="a long value",\n'
        '    argument_2="a long value",\n'
        '    argument_3="a long value",\n'
        ")"
    )


def _examples() -> list[Expression]:
    wide = listing(f'"column_{number}"' for number in range(12))
    deep = call("f", *arguments([wide, mapping({'"key"': wide})], {"name": literal((1,))}))
    return [wide, deep, call(deep, *arguments([listing(["x", "y"])])), literal({"a": [1, (2, 3)]})]


def test_what_is_written_is_formatted_as_ruff_would(tmp_path: Path) -> None:
    lines = [written(code, "", f"x{number} = ") for number, code in enumerate(_examples())]
    file = tmp_path / "lines.py"
    file.write_text("\n".join(lines) + "\n")
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "")
