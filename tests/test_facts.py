"""What must be in the graph of one week in Düsseldorf, each statement with its quote: the road from file to graph.

Read from the bundled report, and from the annotated one where it lies beside the repository.
"""

from pathlib import Path

import pytest

import talkgraph
from talkgraph.questions.lookup import fits

ROOT = Path(__file__).parents[1]
REPORTS = {
    "bundled": ROOT / "graph" / "reports" / "2014-kvm-forum-dusseldorf.md",
    "annotated": ROOT.parent / "shared" / "gold" / "dev" / "kvm-forum-2014.md",
}
CASE_STUDY = "User Case Study: Tracing in the QEMU Emulator"
HARDENING = "Security Hardening of KVM"
OPENSTACK = "OpenStack Performance Optimization with NUMA, Huge Pages and CPU Pinning"
FACTS = [
    ("Stefan Hajnoczi", "gave", CASE_STUDY),
    (CASE_STUDY, "presentedAt", "Tracing Summit"),
    (CASE_STUDY, "about", "QEMU"),
    (CASE_STUDY, "about", "tracing"),
    ("Stefan Hajnoczi", "worksOn", "QEMU"),
    ("Andrew Honig", "gave", HARDENING),
    (HARDENING, "about", "KVM"),
    ("Joanna Rutkowska", "affiliatedWith", "Invisible Things Lab"),
    ("Qubes OS", "uses", "Xen"),
    ("Daniel Berrange", "gave", OPENSTACK),
    (OPENSTACK, "about", "NUMA"),
    (OPENSTACK, "about", "huge pages"),
    (OPENSTACK, "about", "CPU pinning"),
    ("libvirt", "uses", "KVM"),
    ("Rik van Riel", "gave", "Automatic NUMA Balancing"),
    ("Stefan Hajnoczi", "gave", "Towards Multi-Threaded Device Emulation in QEMU"),
    ("Andrea Arcangeli", "gave", "Memory Externalization with userfaultfd"),
    ("David Alan Gilbert", "gave", "Memory Externalization with userfaultfd"),
    ("Kevin Wolf", "gave", "More Block Device Configuration"),
    ("Max Reitz", "gave", "More Block Device Configuration"),
    ("KVM Forum", "heldIn", "Düsseldorf"),
]
ONLY_ANNOTATED = [
    (OPENSTACK, "about", "Nova"),
    (HARDENING, "about", "security"),
    (OPENSTACK, "about", "libvirt"),
    ("Nova", "partOf", "OpenStack"),
    ("Paolo Bonzini", "gave", "Paolo Bonzini's KVM Keynote"),
]
ONLY_BUNDLED = [("Nova", "uses", "libvirt"), ("Nova", "partOf", "OpenStack"), ("Paolo Bonzini", "worksOn", "KVM")]


@pytest.fixture(scope="module", params=list(REPORTS))
def report(request):
    path = REPORTS[request.param]
    if not path.is_file():
        pytest.skip(f"{path.name} isn't beside the repository")
    return request.param, talkgraph.build(path)


def quotes(graph, subject, predicate, obj):
    for source in fits(graph, subject):
        for target in fits(graph, obj):
            edge = graph.get_edge_data(source, target, predicate)
            if edge:
                return [e["quote"] for e in edge["evidence"]]
    return []


def test_the_week_is_in_the_graph_with_its_quotes(report):
    name, graph = report
    facts = FACTS + (ONLY_ANNOTATED if name == "annotated" else ONLY_BUNDLED)
    missing = [fact for fact in facts if not quotes(graph, *fact)]
    assert missing == []
