"""Leading wires through points."""

MIDDLE = (112.0, 152.0)


def points(stage):
    return stage.document.graph.edges["e1"].points


def test_alt_on_a_wire_leads_it_through_a_point_there(stage, hand):
    hand.press((108.0, 150.0), alt=True).release()
    assert points(stage) == (MIDDLE,)
    assert stage.selection.ids == {"e1·0"}
    assert stage.history.labels == ("Add reroute point",)


def test_a_new_point_follows_the_pointer_until_it_is_let_go_as_one_step(stage, hand):
    hand.press((108.0, 150.0), alt=True).to((160.0, 150.0)).to((201.0, 170.0)).release()
    assert points(stage) == ((200.0, 168.0),)
    assert stage.history.labels == ("Add reroute point",)
    stage.history.undo()
    assert points(stage) == ()


def test_escape_takes_a_new_point_back(stage, hand):
    hand.press((108.0, 150.0), alt=True).to((200.0, 170.0)).escape()
    assert points(stage) == ()


def test_a_point_is_dragged_on_the_grid(stage, hand):
    hand.press((108.0, 150.0), alt=True).release()
    hand.press(MIDDLE).to((140.0, 155.0)).to((171.0, 155.0)).release()
    assert points(stage) == ((168.0, 152.0),)
    assert stage.history.labels == ("Add reroute point", "Move reroute point")


def test_control_frees_a_point_from_the_grid(stage, hand):
    hand.press((108.0, 150.0), alt=True).release()
    hand.press(MIDDLE, control=True).to((143.0, 155.0)).release()
    assert points(stage) == ((143.0, 155.0),)


def test_a_second_point_comes_after_the_first_along_the_wire(stage, hand):
    hand.press((108.0, 120.0), alt=True).release()
    hand.press((108.0, 200.0), alt=True).release()
    assert points(stage) == ((112.0, 120.0), (112.0, 200.0))


def test_selected_points_are_dragged_together(stage, hand):
    hand.press((108.0, 120.0), alt=True).release()
    hand.press((108.0, 200.0), alt=True).release()
    stage.selection.set({"e1·0", "e1·1"})
    hand.press((112.0, 200.0)).to((152.0, 200.0)).release()
    assert points(stage) == ((152.0, 120.0), (152.0, 200.0))
    assert stage.history.labels[-1] == "Move reroute points"


def test_points_go_along_where_both_ends_of_their_wire_are_moved(stage, hand):
    hand.press((108.0, 150.0), alt=True).release()
    stage.selection.set({"n1", "n2"})
    hand.press("image").to((310.0, 33.0)).release()
    assert points(stage) == ((312.0, 152.0),)


def test_points_stay_where_one_end_of_their_wire_is_moved(stage, hand):
    hand.press((108.0, 150.0), alt=True).release()
    hand.press("flatten").to((110.0, 313.0)).release()
    assert points(stage) == (MIDDLE,)


def test_a_reconnected_wire_keeps_its_points(stage, hand):
    hand.press((108.0, 150.0), alt=True).release()
    hand.press("flatten.inputs").to((110.0, 400.0)).to("dense.inputs").release()
    assert [edge.points for edge in stage.document.graph.edges.values()] == [(MIDDLE,)]


def test_a_point_that_goes_is_selected_no_more(stage, hand):
    hand.press((108.0, 150.0), alt=True).release()
    assert stage.selection.ids == {"e1·0"}
    stage.history.undo()
    assert stage.selection.ids == set()


def test_points_go_with_their_wire(stage, hand):
    hand.press((108.0, 150.0), alt=True).release()
    with stage.document.edit("Delete") as edit:
        edit.remove(["e1"])
    assert stage.selection.ids == set()
