from designer.catalog.docstrings import Doc, plain, read_doc


class Layer:
    """Does a thing, e.g. this. And more.

    With `words` and [a link](https://example.org).

    ```python
    code()
    ```

    Args:
        units: Positive integer,
            on two lines.
        kernel, bias: Both at once.
        rate: Float. Note: with a colon.

    Inputs: not an argument.

    Example:
        units: not this one.
    """


def test_a_google_docstring_is_read_in_plain_words() -> None:
    assert read_doc(Layer) == Doc(
        "Does a thing, e.g. this.",
        "Does a thing, e.g. this. And more.\n\nWith words and a link.",
        {
            "units": "Positive integer, on two lines.",
            "kernel": "Both at once.",
            "bias": "Both at once.",
            "rate": "Float. Note: with a colon.",
        },
    )


def test_no_docstring_says_nothing() -> None:
    def silent() -> None: ...

    assert read_doc(silent) == Doc()


def test_marks_are_taken_off() -> None:
    assert plain("If `True`,\n  **bold** [paper](http://x)") == "If True, bold paper"
