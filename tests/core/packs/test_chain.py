"""The chain of an installed country, from its norms to the rows of its sources."""

from datetime import UTC, date, datetime

import pytest

from uratibu.core.datasets.model import Edition
from uratibu.core.identifiers import Kind, Reference
from uratibu.core.labels import label
from uratibu.core.lineage.graph import Graph, steps_of
from uratibu.core.lineage.model import Lacking, Way
from uratibu.core.packs.chain import Printed, build_chain, figure_reference
from uratibu.core.packs.model import Installation

FIGURE = Printed(
    "zz.residents.total@2025#ZZZ", "18,190", "zz.residents.total", "r-1",
    (("zz-sample-residents", "2025", "a" * 64),), "measure=zz.residents.total", ("2025",),
    "profile/zzz/2025", label("Profile"),
)  # fmt: skip


@pytest.fixture
def edition() -> Edition:
    return Edition(
        "zz-sample-residents", "2025", "sample-residents.csv", "a" * 64, 10, 42, (), 42, "b" * 64,
        date(2026, 1, 15), datetime(2026, 1, 20, tzinfo=UTC), area="ZZZ",
    )  # fmt: skip


@pytest.fixture
def graph(installed: Installation, edition: Edition) -> Graph:
    return build_chain(installed, [edition], [FIGURE])


def ids(graph: Graph, start: str, *, is_up: bool) -> set[str]:
    return {step.id for step in steps_of(graph.up(start) if is_up else graph.down(start))}


def test_a_figure_leads_to_the_norms_it_serves_and_the_edition_it_was_read_from(
    graph: Graph,
) -> None:
    figure = "figure:zz.residents.total@2025#ZZZ"
    assert ids(graph, figure, is_up=True) >= {
        "release:r-1", "measure:zz.residents.total", "indicator:zz-foreign-residents",
        "norm:gcm/1", "norm:gcm", "norm:sdg/10.7",
    }  # fmt: skip
    assert ids(graph, figure, is_up=False) == {
        figure, "dataset:zz-sample-residents@2025", "document:profile/zzz/2025",
    }  # fmt: skip


def test_a_norm_leads_to_indicator_measure_edition_and_figure(graph: Graph) -> None:
    assert ids(graph, "norm:gcm/1", is_up=False) >= {
        "indicator:zz-foreign-residents", "measure:zz.residents.total",
        "measure:zz.residents.share", "dataset:zz-sample-residents",
        "dataset:zz-sample-residents@2025", "figure:zz.residents.total@2025#ZZZ",
    }  # fmt: skip


def test_the_edition_of_the_store_says_its_file_and_sha256(graph: Graph) -> None:
    step = graph.find("dataset:zz-sample-residents@2025")
    assert (step.fact("file"), step.fact("sha256"), step.fact("area")) == (
        "sample-residents.csv", "a" * 64, "ZZZ",
    )  # fmt: skip


def test_an_edition_only_a_figure_knows_is_a_step_without_a_file(installed: Installation) -> None:
    step = build_chain(installed, [], [FIGURE]).find("zz-sample-residents@2025")
    assert step.facts == (("sha256", "a" * 64),)


def test_both_parts_of_a_ratio_stand_in_the_chain_with_their_role(graph: Graph) -> None:
    down = graph.down("measure:zz.residents.share")
    assert [(b.step.id, b.link.detail if b.link else "") for b in down.branches] == [
        ("dataset:zz-sample-residents", "numerator"),
        ("dataset:zz-sample-population", "denominator"),
    ]


def test_the_title_of_a_measure_names_the_country(graph: Graph) -> None:
    title = graph.find("measure:zz.entries.total").title
    assert (title(), title("sw")) == (
        "Sample: entries to Zavanda (invented)", "Sampuli: walioingia Zavanda (ya kubuni)",
    )  # fmt: skip


def test_a_data_set_without_an_edition_is_a_gap(graph: Graph) -> None:
    gaps = graph.trace("measure:zz.entries.total").gaps
    assert [(gap.step.id, gap.lacking) for gap in gaps] == [
        ("dataset:zz-sample-entries", Lacking.EDITION)
    ]


def test_a_crosswalk_carries_its_relation_source_and_status(
    graph: Graph, installed: Installation
) -> None:
    said = next(link for walk in installed.crosswalks for link in walk.links)
    links = [b.link for b in graph.up(f"norm:{said.from_node}").branches if b.link]
    crossed = [each for each in links if each.way is Way.CROSSWALK]
    assert (said.relation.value, said.source, said.status.value) in [
        (each.detail, each.source, each.status) for each in crossed
    ]


def test_figure_reference_keeps_the_whole_id() -> None:
    reference = figure_reference("stock.total@2024#KEN,origin=SOM")
    assert reference == Reference(Kind.FIGURE, "stock.total", "2024#KEN,origin=SOM")
    assert str(reference) == "figure:stock.total@2024#KEN,origin=SOM"
