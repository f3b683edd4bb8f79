"""The library of blocks: kept in files, found by everybody who asks the catalogue."""

import json

import pytest

from designer import paths
from designer.document.commands import nodes
from designer.document.commands.definitions import bring_in
from designer.document.commands.make_block import make_block
from designer.project.definitions import definition_of
from designer.project.files import BadProject
from designer.session.library import Library
from designer.session.live_catalog import LiveCatalog
from tests.document.block_driver import Drawing, residual


@pytest.fixture
def drawing() -> Drawing:
    drawing = residual()
    make_block(drawing.document, drawing.catalog, drawing.ids("res_conv", "res_bn", "res_add"))
    return drawing


@pytest.fixture
def library(tmp_path) -> Library:
    return Library(tmp_path)


def definition(drawing, name="res"):
    return definition_of(drawing.document.project.blocks, drawing.block(name).id)


def names(library, mine=True):
    return [entry.name for entry in library.entries if entry.mine is mine]


def test_a_block_is_kept_and_comes_back(drawing, library, tmp_path):
    told = []
    library.changed.connect(lambda: told.append(True))
    kind = library.save(definition(drawing))
    assert kind == "mine:res"
    assert told
    assert Library(tmp_path).definition("mine:res") == definition(drawing)
    assert [path.name for path in (tmp_path / "blocks").iterdir()] == ["res.json"]


def test_blocks_inside_come_along(drawing, library):
    make_block(drawing.document, drawing.catalog, drawing.ids("res", "flatten"), "outer")
    library.save(definition(drawing, "outer"))
    found = library.definition("mine:outer")
    assert sorted(b.name for b in found.blocks.values()) == ["outer", "res"]


def test_the_same_name_is_replaced(drawing, library):
    library.save(definition(drawing))
    library.save(definition(drawing))
    assert names(library) == ["res"]


def test_renamed_and_deleted(drawing, library):
    kind = library.save(definition(drawing))
    library.rename(kind, "better")
    assert names(library) == ["better"]
    with pytest.raises(ValueError, match="needs a name"):
        library.rename(kind, " ")
    library.delete(kind)
    assert names(library) == []


def test_out_to_a_file_and_in_again(drawing, library, tmp_path):
    kind = library.save(definition(drawing))
    library.export_file(kind, tmp_path / "gift.json")
    library.import_file(tmp_path / "gift.json")
    assert names(library) == ["res", "res_1"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "keras-designer-block"}', "[" * 9999])
def test_a_file_that_is_no_block_is_refused_in_words(library, tmp_path, text):
    (tmp_path / "bad.json").write_text(text)
    with pytest.raises(BadProject, match=r"bad\.json"):
        library.import_file(tmp_path / "bad.json")


def test_a_broken_file_hides_no_other(drawing, library, tmp_path):
    library.save(definition(drawing))
    (tmp_path / "blocks" / "broken.json").write_text("{")
    library.refresh()
    assert names(library) == ["res"]
    assert len(library.faults) == 1


def test_a_block_that_holds_itself_is_refused(library, tmp_path, drawing):
    library.save(definition(drawing))
    path = tmp_path / "blocks" / "res.json"
    data = json.loads(path.read_text())
    block = data["blocks"][0]
    block["nodes"].append({"id": "again", "kind": f"block:{block['id']}", "name": "again"})
    path.write_text(json.dumps(data))
    library.refresh()
    other = Drawing()
    catalog = LiveCatalog(other.catalog.now, other.document, library)
    with pytest.raises(Exception, match="holds itself"):
        bring_in(other.document, library.definition("mine:res").blocks)
    assert catalog.layer("mine:res") is not None


def test_all_ready_made_blocks_are_there(library):
    files = {path.stem for path in (paths.resources() / "blocks").glob("*.json")}
    assert set(names(library, mine=False)) == files
    assert library.faults == ()


def test_the_catalogue_offers_the_shelf(drawing, library):
    library.save(definition(drawing))
    catalog = LiveCatalog(drawing.catalog.now, drawing.document, library)
    kinds = [spec.kind for spec in catalog.placeable()]
    assert {"mine:res", "ready:residual_block"} <= set(kinds)
    assert catalog.layer("mine:res").called == "res"
    assert catalog.layer("mine:gone") is None


def test_a_ready_made_block_that_the_project_has_is_offered_once(library):
    drawing = Drawing()
    catalog = LiveCatalog(drawing.catalog.now, drawing.document, library)
    bring_in(drawing.document, library.definition("ready:unet_up").blocks)
    kinds = [spec.kind for spec in catalog.placeable() if spec.called == "unet_up"]
    assert kinds == ["block:unet_up"]
    drawing.document.enter("unet_up")
    nodes.set_param(drawing.document, drawing.ids("conv_1"), "activation", "gelu")
    kinds = [spec.kind for spec in catalog.placeable() if spec.called == "unet_up"]
    assert kinds == ["block:unet_up", "ready:unet_up"]
