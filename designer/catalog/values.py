"""Values of parameters: is one fine, what does a text mean, how is it shown.

The one door to `checking`, `parsing` and `wording`.
"""

from designer.catalog.checking import check_value
from designer.catalog.expectations import expected
from designer.catalog.parsing import coerce
from designer.catalog.wording import describe, shown, summary_line

__all__ = ["check_value", "coerce", "describe", "expected", "shown", "summary_line"]
