"""Places of nodes: near what they are joined to, with room for their labels, nothing on top of anything."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.outputs.page.boxes import CELL, Box, outline, pack, push_apart, shelves
from talkgraph.outputs.page.layout import LABEL_HEIGHT, lay_out

WIDTH = 80.0


@st.composite
def drawn(draw):
    nodes = [f"n{i:02}" for i in range(draw(st.integers(0, 24)))]
    pairs = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)) if nodes else st.nothing()
    return nodes, draw(st.lists(pairs, max_size=40)) if nodes else []


def collisions(places):
    spots = itertools.combinations(places.values(), 2)
    return sum(abs(x - a) < WIDTH - 4 and abs(y - b) < LABEL_HEIGHT - 6 for (x, y), (a, b) in spots)


@settings(max_examples=60, deadline=None)
@given(drawn(), st.randoms(use_true_random=False))
def test_every_node_has_a_place_of_its_own_whatever_the_order(graph, shuffler):
    nodes, lines = graph
    layout = lay_out(nodes, lines, dict.fromkeys(nodes, WIDTH))
    assert set(layout.places) == set(nodes)
    assert collisions(layout.places) <= len(nodes) // 8
    mixed = list(lines)
    shuffler.shuffle(mixed)
    assert lay_out(nodes[::-1], [(b, a) for a, b in mixed], dict.fromkeys(nodes, WIDTH)) == layout


def test_a_star_is_drawn_around_its_middle():
    nodes = [f"n{i}" for i in range(13)]
    places = lay_out(nodes, [("n0", n) for n in nodes[1:]], dict.fromkeys(nodes, WIDTH)).places
    x, y = places["n0"]
    for side in (lambda p: p[0] < x, lambda p: p[0] > x, lambda p: p[1] < y, lambda p: p[1] > y):
        assert sum(side(place) for place in places.values()) >= 3
    assert collisions(places) == 0


def test_what_is_joined_stands_nearer_than_what_is_not():
    # two triangles on a bridge
    lines = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f")]
    places = lay_out("abcdef", lines, dict.fromkeys("abcdef", 20.0)).places

    def apart(one, other):
        (x, y), (a, b) = places[one], places[other]
        return ((x - a) ** 2 + (y - b) ** 2) ** 0.5

    assert max(apart("a", "b"), apart("e", "f"), apart("c", "d")) < min(apart("a", "e"), apart("b", "f"))


def test_nodes_without_lines_stand_in_rows_below_the_others():
    nodes = [f"n{i}" for i in range(12)]
    layout = lay_out(nodes, [("n0", "n1"), ("n1", "n2")], dict.fromkeys(nodes, WIDTH))
    joined, lone = nodes[:3], nodes[3:]
    assert layout.alone is not None
    assert max(layout.places[n][1] for n in joined) < layout.alone[1] < min(layout.places[n][1] for n in lone)
    assert len({layout.places[n][1] for n in lone}) < len(lone)
    assert lay_out(["a", "b"], [("a", "b")], {"a": 5.0, "b": 5.0}).alone is None


def test_parts_are_packed_into_the_bays_of_others_without_touching():
    # an L of two boxes, and a small box that fits into its bay
    corner = outline([Box(0, 0, 100, 600), Box(0, 500, 800, 600)], [], 0)
    small = outline([Box(0, 0, 200, 100)], [(0, 0, 200, 100)], 0)
    moves = pack([corner, small, small], 1.3)
    assert moves[1][0] + 200 <= 800 + CELL
    assert moves[1][1] + 100 <= 600 + CELL
    left, top = moves[1][0] - moves[0][0], moves[1][1] - moves[0][1]
    assert left > 100
    assert top + 100 < 500 + CELL
    assert moves[1] != moves[2]


def test_boxes_are_pushed_apart_and_shelves_are_filled_from_the_left():
    xs, ys = [0.0, 1.0, 2.0], [0.0, 0.0, 1.0]
    push_apart(xs, ys, [50.0] * 3, 20.0)
    for i, j in ((0, 1), (0, 2), (1, 2)):
        assert abs(xs[i] - xs[j]) >= 49 or abs(ys[i] - ys[j]) >= 19
    assert shelves([10, 20, 30], 35, 7) == [(5, 0), (20, 0), (15, 7)]
