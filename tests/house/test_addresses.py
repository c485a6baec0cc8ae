"""Every page has an address of its own: of two on one, the second would be reached by nobody."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, here)
        else:
            yield here, each.lookup_str


def test_no_two_pages_stand_at_one_address() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for address, page in addresses(get_resolver()):
        parts = [part.split(":")[0] if part.startswith("<") else part for part in address.split("/")]
        found["/".join(parts)].add(page)
    assert {address: pages for address, pages in found.items() if len(pages) > 1} == {}
