import pytest

from designer.catalog.catalog import Catalog, load_catalog
from designer.document.document import Document
from designer.document.history import History


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def document() -> Document:
    return Document()


@pytest.fixture
def history(document) -> History:
    return History(document)
