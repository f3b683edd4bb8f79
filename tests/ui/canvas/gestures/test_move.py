"""Moving nodes: select, drag, insert, copy, take back."""


def place(stage, name):
    return stage.document.graph.by_name[name].position


def test_a_click_selects_and_moves_nothing(stage, hand):
    hand.press("dense").to((112.0, 514.0)).release()
    assert stage.selection.ids == {"n3"}
    assert stage.history.labels == ()


def test_a_drag_moves_the_node_on_the_grid_as_one_step(stage, hand):
    hand.press("dropout").to((640.0, 200.0)).to((713.0, 263.0)).release()
    assert place(stage, "dropout") == (600.0, 232.0)
    assert stage.history.labels == ("Move layer",)


def test_control_moves_off_the_grid(stage, hand):
    hand.press("dropout", control=True).to((713.0, 261.0)).release()
    assert place(stage, "dropout") == (603.0, 228.0)


def test_what_is_selected_moves_together(stage, hand):
    stage.selection.set({"n1", "n2"})
    hand.press("flatten").to((310.0, 673.0)).release()
    (x1, y1), (x2, y2) = place(stage, "image"), place(stage, "flatten")
    assert (x2 - x1, y2 - y1) == (0.0, 240.0)
    assert stage.history.labels == ("Move layers",)


def test_a_node_snaps_into_line_with_another_and_shows_the_guide(stage, hand):
    hand.press("dropout").to((113.0, 700.0))
    assert place(stage, "dropout")[0] == 0.0
    assert stage.shown["guides"]
    hand.release()
    assert stage.shown["guides"] == []


def test_a_node_dropped_on_a_wire_is_inserted(stage, hand, wires):
    hand.press("dropout").to((112.0, 154.0))
    assert stage.shown["edge"] == "e1"
    hand.release()
    assert wires() == ["dropout > flatten", "image > dropout"]
    assert stage.shown["edge"] is None
    stage.history.undo()
    assert wires() == ["image > flatten"]
    assert place(stage, "dropout") == (500.0, 120.0)


def test_escape_takes_a_drag_back_and_leaves_no_mark(stage, hand):
    before = stage.document.graph
    hand.press("dropout").to((112.0, 154.0)).escape()
    assert stage.document.graph == before
    assert stage.history.labels == ()
    assert (stage.shown["guides"], stage.shown["edge"], stage.shown["outline"]) == ([], None, None)


def test_alt_moves_a_copy_and_escape_takes_it_back(stage, hand):
    hand.press("dense", alt=True).to((500.0, 600.0)).escape()
    assert len(stage.document.graph.nodes) == 4
    hand.press("dense", alt=True).to((500.0, 600.0)).release()
    assert len(stage.document.graph.nodes) == 5
    assert stage.history.labels == ("Duplicate",)


def test_where_the_grid_is_switched_off_control_brings_it_back(stage, hand):
    stage.snaps = False
    hand.press("dropout").to((713.0, 261.0)).release()
    assert place(stage, "dropout") == (603.0, 228.0)
    hand.press("dropout", control=True).to((640.0, 200.0)).to((713.0, 263.0)).release()
    assert [side % 4 for side in place(stage, "dropout")] == [0.0, 0.0]
