"""Walks over a small chain: a norm, what measures it, where the numbers come from."""

import pytest

from uratibu.core.identifiers import Reference, parse_reference
from uratibu.core.labels import label
from uratibu.core.lineage.graph import Graph, UnknownStep, steps_of
from uratibu.core.lineage.model import Branch, Gap, Lacking, Link, Step, Way


def ref(text: str) -> Reference:
    return parse_reference(text)


def link(upper: str, lower: str, way: Way, detail: str = "") -> Link:
    return Link(ref(upper), ref(lower), way, detail)


NAMES = (
    "norm:gcm", "norm:gcm/1", "norm:gcm/2", "norm:sdg/10", "norm:sdg/17", "indicator:stock",
    "indicator:idle", "measure:stock", "measure:census", "dataset:un", "dataset:un@2024",
    "dataset:empty", "release:r1", "figure:stock@2024#KEN", "document:profile",
)  # fmt: skip
LINKS = (
    link("norm:gcm", "norm:gcm/1", Way.CONTAINS),
    link("norm:gcm", "norm:gcm/2", Way.CONTAINS),
    link("norm:gcm/1", "norm:sdg/10", Way.CROSSWALK, "direct"),
    link("norm:sdg/10", "norm:sdg/17", Way.CROSSWALK, "supports"),
    link("norm:sdg/10", "indicator:stock", Way.MEASURED_BY),
    link("indicator:stock", "measure:stock", Way.COUNTED_AS),
    link("measure:stock", "measure:census", Way.ALTERNATIVE),
    link("measure:census", "measure:stock", Way.ALTERNATIVE),
    link("measure:stock", "dataset:un", Way.ANSWERED_FROM),
    link("measure:census", "dataset:empty", Way.ANSWERED_FROM),
    link("dataset:un", "dataset:un@2024", Way.PUBLISHED_AS),
    link("measure:stock", "release:r1", Way.RELEASED_AS),
    link("release:r1", "figure:stock@2024#KEN", Way.SHOWS),
    link("figure:stock@2024#KEN", "dataset:un@2024", Way.READ_FROM),
    link("figure:stock@2024#KEN", "document:profile", Way.PRINTED_IN),
    link("norm:gcm/2", "indicator:elsewhere", Way.MEASURED_BY),
)


@pytest.fixture
def graph() -> Graph:
    return Graph((Step(ref(name), label(name)) for name in NAMES), LINKS)


def tree(branch: Branch) -> dict[str, object]:
    """A walk as nested names; None where a step is opened elsewhere."""
    return {inner.step.id: None if inner.is_known else tree(inner) for inner in branch.branches}


def test_down_leads_from_a_norm_over_one_crosswalk_to_the_edition(graph: Graph) -> None:
    figure = {"dataset:un@2024": None, "document:profile": {}}
    assert tree(graph.down("norm:gcm/1")) == {
        "norm:sdg/10": {
            "indicator:stock": {
                "measure:stock": {
                    "dataset:un": {"dataset:un@2024": {}},
                    "release:r1": {"figure:stock@2024#KEN": figure},
                }
            }
        }
    }


def test_down_names_another_source_of_a_measure_and_does_not_follow_it(graph: Graph) -> None:
    assert tree(graph.down("measure:stock"))["measure:census"] == {}


def test_up_leads_from_a_figure_to_the_norm_it_serves(graph: Graph) -> None:
    assert tree(graph.up("figure:stock@2024#KEN")) == {
        "release:r1": {
            "measure:stock": {
                "indicator:stock": {"norm:sdg/10": {"norm:gcm/1": {}, "norm:sdg/17": {}}}
            }
        }
    }


def test_up_leads_from_an_edition_to_everything_that_stands_on_it(graph: Graph) -> None:
    reached = {step.id for step in steps_of(graph.up("dataset:un@2024"))}
    assert reached >= {"dataset:un", "measure:stock", "indicator:stock", "norm:sdg/10"}
    assert reached.isdisjoint({"measure:census", "norm:gcm/2", "dataset:empty"})


def test_a_crosswalk_is_walked_from_either_end(graph: Graph) -> None:
    assert "norm:gcm/1" in tree(graph.up("norm:sdg/10"))
    assert "norm:sdg/10" in tree(graph.up("norm:gcm/1"))


def test_a_walk_takes_one_crosswalk_at_most(graph: Graph) -> None:
    assert "norm:sdg/17" not in {step.id for step in steps_of(graph.down("norm:gcm/1"))}
    assert "norm:sdg/17" in {step.id for step in steps_of(graph.down("norm:sdg/10"))}


def test_two_sources_that_name_each_other_are_one_alternative(graph: Graph) -> None:
    assert [b.step.id for b in graph.down("measure:census").branches].count("measure:stock") == 1


def test_a_branch_says_by_which_link_it_came(graph: Graph) -> None:
    branch = graph.down("norm:gcm/1").branches[0]
    assert branch.link == link("norm:gcm/1", "norm:sdg/10", Way.CROSSWALK, "direct")


def test_links_to_what_is_not_there_are_left_out(graph: Graph) -> None:
    assert tree(graph.down("norm:gcm/2")) == {}


def test_steps_that_contain_each_other_do_not_loop() -> None:
    names = ("norm:a", "norm:b")
    links = (link("norm:a", "norm:b", Way.CONTAINS), link("norm:b", "norm:a", Way.CONTAINS))
    assert tree(Graph((Step(ref(n)) for n in names), links).down("norm:a")) == {
        "norm:b": {"norm:a": None}
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("norm:gcm/1", "norm:gcm/1"),
        ("gcm/1", "norm:gcm/1"),
        ("un@2024", "dataset:un@2024"),
        ("stock@2024#KEN", "figure:stock@2024#KEN"),
    ],
)
def test_find_takes_ids_with_and_without_their_kind(graph: Graph, text: str, found: str) -> None:
    assert graph.find(text).id == found


def test_find_names_every_kind_where_a_name_means_several(graph: Graph) -> None:
    with pytest.raises(UnknownStep) as unknown:
        graph.find("stock")
    assert unknown.value.near == ("indicator:stock", "measure:stock")


def test_find_names_what_is_called_alike(graph: Graph) -> None:
    with pytest.raises(UnknownStep, match=r"Do you mean measure:census\?"):
        graph.find("measure:cens")


def test_find_says_when_nothing_is_called_so(graph: Graph) -> None:
    with pytest.raises(UnknownStep) as unknown:
        graph.find("nonsense")
    assert str(unknown.value) == "Nothing is called 'nonsense'."


@pytest.mark.parametrize(
    ("name", "gaps"),
    [
        ("norm:gcm/2", [("norm:gcm/2", Lacking.INDICATOR)]),
        ("indicator:idle", [("indicator:idle", Lacking.MEASURE), ("indicator:idle", Lacking.NORM)]),
        ("dataset:empty", [("dataset:empty", Lacking.NORM), ("dataset:empty", Lacking.EDITION)]),
        ("norm:gcm/1", []),
        ("figure:stock@2024#KEN", []),
    ],
)
def test_trace_names_the_places_where_the_chain_breaks_off(
    graph: Graph, name: str, gaps: list[tuple[str, Lacking]]
) -> None:
    assert graph.trace(name).gaps == tuple(Gap(graph.find(step), lacking) for step, lacking in gaps)


def test_a_step_gives_a_fact_by_its_name() -> None:
    step = Step(ref("dataset:un@2024"), facts=(("sha256", "abc"),))
    assert (step.fact("sha256"), step.fact("file")) == ("abc", "")
