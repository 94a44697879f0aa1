"""Every address of the portal, and how the leak test reads it. An address that is not here fails the test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from django.urls import URLPattern, URLResolver, get_resolver

from portal.lib.ids import veiled
from portal.posts.wanted import PARTS
from tests.builders import NOW
from tests.leaks.api_addresses import API
from tests.leaks.asking import (
    Paths,
    both,
    characters,
    each,
    entries,
    first,
    once,
    persons,
    rows,
    shared,
    threads,
    titled,
)
from tests.leaks.lookups import looked_up
from tests.leaks.world import FACE, LAST, MIDDLE, OWN_KEY, World
from tests.leaks.world_curation import OPEN_ENDED

SHOW = "/shows/markers/"
# The weeks in which the episodes of each secret aired, see `world_graph`.
DATED = [(NOW + timedelta(weeks=52 * years)).date().isoformat() for years in (-1, 70, 71)]
MODERATED = [
    "moderation/",
    "moderation/undo/",
    "moderation/bulk/",
    "moderation/keys/",
    "rules/",
    "trust/",
    "standing/",
    "record/feed/",
]
MODERATED += [f"api/v1/{path}" for path in ("moderation/cases/", "moderation/appeals/", "moderation/decisions/")]
MODERATED += ["api/v1/moderation/keys/", "accounts/delete/at-the-door/"]
MODERATED += [f"api/v1/{path}" for path in ("rules/", "record/", "me/sanctions/", "members/<handle>/reports/")]
MODERATED += [f"{api}moderation/members/<handle>/{verb}" for api in ("", "api/v1/") for verb in ("", "notes/")]
SITEMAPS = ("shows", "characters", "people", "posts")
READ: dict[str, Paths] = {
    "": once("/", "/?after=x", *(f"/?of={of}" for of in PARTS)),
    "shows/": once("/shows/"),
    "shows/<show>/": once(SHOW),
    "shows/<show>/episodes/<number>/": once(*(f"{SHOW}episodes/{n}/" for n in (1, MIDDLE, LAST))),
    "shows/<show>/progress/": once(f"{SHOW}progress/"),
    "shows/<show>/cast/": once(f"{SHOW}cast/", f"{SHOW}cast/?after=2-2"),
    "shows/<show>/characters/<character>/": characters(SHOW + "characters/{}/", SHOW + "characters/{}/?at=99"),
    "shows/<show>/characters/<character>/posts/": characters(
        SHOW + "characters/{}/posts/", SHOW + "characters/hero/posts/?with={}"
    ),
    "people/<person>/posts/": persons("/people/{}/posts/"),
    "shows/<show>/characters/<character>/recast/": characters(SHOW + "characters/{}/recast/"),
    "shows/<show>/ratings/": once(f"{SHOW}ratings/", f"{SHOW}ratings/?weeks=all"),
    "shows/<show>/ratings.csv": once(f"{SHOW}ratings.csv"),
    "ratings/": once("/ratings/", "/ratings/?weeks=12", *(f"/ratings/?week={week}&market=HSM" for week in DATED)),
    "ratings.csv": once("/ratings.csv"),
    "ratings/new/": once("/ratings/new/?show=markers"),
    "ratings/import/": once("/ratings/import/"),
    "ratings/<pk>/edit/": rows("rating", "/ratings/{.pk}/edit/"),
    "ratings/<pk>/removal/": rows("rating", "/ratings/{.pk}/removal/"),
    "shows/<show>/episodes/": once(f"{SHOW}episodes/", "/shows/once-markers/episodes/"),
    "shows/<show>/episodes/from/<number>/": once(f"{SHOW}episodes/from/1/", f"{SHOW}episodes/from/101/"),
    "shows/<show>/episodes/jump/": once(f"{SHOW}episodes/jump/?number={LAST}", f"{SHOW}episodes/jump/?number=999"),
    "shows/<show>/calendar.ics": once(f"{SHOW}calendar.ics"),
    "progress/": once("/progress/"),
    "progress/undo/": once("/progress/undo/"),
    "shows/<show>/characters/<character>/votes/": characters(SHOW + "characters/{}/votes/"),
    "shows/<show>/characters/<character>/lift/": characters(SHOW + "characters/{}/lift/"),
    "shows/<show>/characters/<character>/graph/": characters(
        SHOW + "characters/{}/graph/", SHOW + "characters/{}/?range=recast"
    ),
    "shows/<show>/characters/<character>/graph.svg": characters(SHOW + "characters/{}/graph.svg"),
    "shows/<show>/characters/<character>/graph.png": once(SHOW + "characters/hero/graph.png"),
    "shows/<show>/characters/<character>/graph.csv": characters(SHOW + "characters/{}/graph.csv"),
    "shows/<show>/characters/<character>/graph.json": characters(SHOW + "characters/{}/graph.json?range=last-100"),
    "people/<person>/": persons("/people/{}/"),
    "shows/<show>/map/": once(
        *(f"{SHOW}map/{q}" for q in ("", "?at=49", "?who=hero", "?who=hero&with=ally", "?view=list"))
    ),
    "shows/<show>/map.svg": once(f"{SHOW}map.svg", f"{SHOW}map.svg?at=99"),
    "shows/<show>/map.json": once(f"{SHOW}map.json", f"{SHOW}map.json?at=99"),
    "shows/<show>/ties/new/": once(f"{SHOW}ties/new/"),
    "shows/<show>/ties/<pk>/edit/": rows("tie", SHOW + "ties/{.pk}/edit/"),
    "shows/<show>/ties/<pk>/removal/": rows("tie", SHOW + "ties/{.pk}/removal/"),
    "shows/<show>/beats/": once(
        f"{SHOW}beats/", f"{SHOW}beats/?kind=DE", f"{SHOW}beats/?who=hero", f"{SHOW}beats/?from=1"
    ),
    "ratings/lift/": once("/ratings/lift/"),
    "shows/<show>/ratings/lift/": once(f"{SHOW}ratings/lift/"),
    "shows/<show>/beats/lift/": once(f"{SHOW}beats/lift/"),
    "shows/<show>/beats/new/": once(f"{SHOW}beats/new/"),
    "shows/<show>/beats/<public_id>/": rows("beat", SHOW + "beats/{.public_id}/"),
    "shows/<show>/beats/<public_id>/edit/": rows("beat", SHOW + "beats/{.public_id}/edit/"),
    "shows/<show>/beats/<public_id>/removal/": rows("beat", SHOW + "beats/{.public_id}/removal/"),
    "shows/<show>/rumours/": once(f"{SHOW}rumours/"),
    "drafts/": once("/drafts/"),
    "drafts/<key>/": once("/drafts/leak-draft/"),
    "drafts/<key>/removal/": once("/drafts/leak-draft/removal/"),
    "posts/new/": once("/posts/new/", "/posts/new/?show=markers", "/posts/new/?draft=leak-draft"),
    "posts/<public_id>/": both(each("/posts/{}/"), threads("/posts/{}/?sort=best", "/posts/{}/?sort=new")),
    "posts/<public_id>/<slug>/": titled,
    "posts/<public_id>/edit/": each("/posts/{}/edit/"),
    "posts/<public_id>/withdrawal/": first("/posts/{}/withdrawal/"),
    "contributions/<public_id>/comments/": first("/contributions/{}/comments/"),
    "contributions/<public_id>/reading/": first("/contributions/{}/reading/"),
    "contributions/<public_id>/composer/": each("/contributions/{}/composer/"),
    "contributions/<public_id>/draft/": first("/contributions/{}/draft/"),
    "contributions/<public_id>/draft/removal/": first("/contributions/{}/draft/removal/"),
    "contributions/<public_id>/revisions/": each("/contributions/{}/revisions/"),
    "contributions/<public_id>/lift/": first("/contributions/{}/lift/"),
    "contributions/<public_id>/reaction/": each("/contributions/{}/reaction/"),
    "contributions/<public_id>/bookmark/": first("/contributions/{}/bookmark/"),
    "bookmarks/": once("/bookmarks/"),
    "comments/<public_id>/edit/": each("/comments/{}/edit/"),
    "comments/<public_id>/withdrawal/": first("/comments/{}/withdrawal/"),
    "contributions/<public_id>/reports/": each("/contributions/{}/reports/"),
    "decisions/<public_id>/": rows("decision", "/decisions/{.public_id}/"),
    "decisions/<public_id>/appeal/": rows("decision", "/decisions/{.public_id}/appeal/"),
    **{path: once("/" + path.replace("<handle>", "author")) for path in MODERATED},
    **{
        f"{api}moderation/cases/<pk>/{verb}": rows("case", f"/{api}moderation/cases/{{.pk}}/{verb}")
        for api in ("", "api/v1/")
        for verb in ("", "claim/", "hiding/", "question/", "decision/", "review/")
    },
    "api/v1/moderation/decisions/<public_id>/": rows("decision", "/api/v1/moderation/decisions/{.public_id}/"),
    "api/v1/moderation/batches/<public_id>/": once("/api/v1/moderation/batches/8gKnotThere/"),
    "@<handle>/reports/": once("/@author/reports/", "/@friend/reports/"),
    "rules/<slug>/<version>/": once("/rules/say-which-episode/1/"),
    "standing/<token>/": once("/standing/forged/"),
    "record/": once("/record/", "/record/?show=markers&verb=veil"),
    "notifications/": once("/notifications/", "/notifications/?of=replies"),
    "notifications/read/": once("/notifications/read/"),
    "notifications/settings/": once("/notifications/settings/"),
    "notifications/settings/hours/": once("/notifications/settings/hours/"),
    "notifications/unsubscribe/<token>/": once("/notifications/unsubscribe/forged/"),
    "following/": once("/following/"),
    "shows/<show>/follow/": once(f"{SHOW}follow/"),
    "shows/<show>/characters/<character>/follow/": characters(SHOW + "characters/{}/follow/"),
    "people/<person>/follow/": persons("/people/{}/follow/"),
    "@<handle>/follow/": once("/@author/follow/"),
    "contributions/<public_id>/follow/": each("/contributions/{}/follow/"),
    "contributions/<public_id>/mute/": first("/contributions/{}/mute/"),
    "photos/": once("/photos/", "/photos/?spot=set"),
    "photos/new/": once("/photos/new/", "/photos/new/?show=markers"),
    "photos/<public_id>/": each("/photos/{}/"),
    "photos/<public_id>/edit/": each("/photos/{}/edit/"),
    "photos/<public_id>/names/": each("/photos/{}/names/"),
    "photos/<public_id>/withdrawal/": first("/photos/{}/withdrawal/"),
    "photos/<public_id>/original/": each("/photos/{}/original/"),
    "shows/<show>/photos/": once("/shows/markers/photos/"),
    "faces/<name>": once(f"/faces/{FACE}-96.webp"),
    "media/<name>": once(*(f"/media/{level:032x}-400.webp" for level in (1, MIDDLE, LAST))),
    "shows/<show>/history/": once("/shows/markers/history/"),
    "curation/": once("/curation/"),
    "curation/mine/": once("/curation/mine/"),
    "curation/history/": once("/curation/history/"),
    "curation/members/<handle>/": once("/curation/members/trusted/"),
    "curation/proposals/<public_id>/": rows("edit", "/curation/proposals/{.public_id}/"),
    "curation/proposals/<public_id>/edit/": rows("edit", "/curation/proposals/{.public_id}/edit/"),
    **{
        f"curation/proposals/<public_id>/{verb}/": rows(
            f"edit open {LAST}", f"/curation/proposals/{{.public_id}}/{verb}/"
        )
        for verb in ("acceptance", "rejection", "questions", "answers", "withdrawal", "reversal")
    },
    "curation/<kind>/new/": once(*(f"/curation/{kind}/new/?show=markers" for kind in ("casting", "tie", "beat"))),
    "curation/<kind>/<row>/edit/": entries("/curation/{kind}/{row}/edit/"),
    "curation/<kind>/<row>/history/": entries("/curation/{kind}/{row}/history/"),
    "@<handle>/": once("/@author/", "/@friend/"),
    "@<handle>/block/": once("/@author/block/"),
    "accounts/profile/picture/": once("/accounts/profile/picture/"),
    "accounts/profile/": once("/accounts/profile/"),
    "accounts/feeds/": once("/accounts/feeds/"),
    "accounts/calls/": once("/accounts/calls/?q=a", "/accounts/calls/?q=zq"),
    "accounts/blocks/": once("/accounts/blocks/"),
    "feeds/": once("/feeds/"),
    "feeds/shows/<show>/": once("/feeds/shows/markers/"),
    "feeds/posts/<public_id>/": each("/feeds/posts/{}/"),
    "feeds/members/<handle>/": once("/feeds/members/author/", "/feeds/members/friend/"),
    "feeds/mine/<key>/": once(f"/feeds/mine/{OWN_KEY}/"),
    "feeds/mine/<key>/shows/<show>/": once(f"/feeds/mine/{OWN_KEY}/shows/markers/"),
    "feeds/mine/<key>/calendar.ics": once(f"/feeds/mine/{OWN_KEY}/calendar.ics"),
    "feeds/people/<person>/": persons("/feeds/people/{}/"),
    "oembed": shared,
    "robots.txt": once("/robots.txt"),
    "sitemap.xml": once("/sitemap.xml"),
    "sitemap/<kind>-<part>.xml": once(*(f"/sitemap/{kind}-0.xml" for kind in SITEMAPS)),
    "manifest-<language>.webmanifest": once("/manifest-en.webmanifest", "/manifest-hi.webmanifest"),
    "worker.js": once("/worker.js"),
    "offline/<language>/": once("/offline/en/", "/offline/hi/"),
    "search/": looked_up("/search/"),
    "search/lift/": once("/search/lift/"),
    "privacy/": once("/privacy/"),
    "terms/": once("/terms/"),
    "healthz": once("/healthz"),
    "readyz": once("/readyz"),
    "preferences/language/": once("/preferences/language/"),
    "preferences/theme/": once("/preferences/theme/"),
    "preferences/motion/": once("/preferences/motion/"),
    **API,
    "api/schema/": once("/api/schema/"),
    "api/docs/": once("/api/docs/"),
}
# What needs no reading, and why. A key that ends in * is a prefix.
UNREAD = {
    "metrics": "numbers for operators, none of them about a story; for all others the 404 of no address",
    "admin/*": "unveiled: only staff get in, and for them it is a desk",
    "_allauth/*": "allauth's own answers about accounts; it knows no show",
    "accounts/enter/<token>/": "a one-time way in",
    "accounts/*": "allauth's own pages about accounts: the frame around them is read on every other page",
}
# Whoever curates has to see: these pages are for them alone.
DESKS = [f"{SHOW}beats/LeakBeat{number:03d}/{verb}" for number in range(9) for verb in ("edit", "removal")]
CURATING = (f"{SHOW}ties/", f"{SHOW}beats/new/", *DESKS)
UNVEILED = (*CURATING, "/admin/", "/media/", "/moderation/", "/decisions/", "/api/v1/moderation/", "/api/v1/decisions/")
EDITED = "/recast/"  # pages on which curators edit show what stands there
# Moderators curate; for them these are a desk too. Everybody else gets there what they may know.
CURATED = re.compile(r"/curation/(?!history/)|/api/v1/(proposals|curation/members)/")


# A row whose form and history everybody who may edit reads alike.
OF_THE_OPEN_ENDED = f"/curation/casting/{veiled('casting', OPEN_ENDED)}/"


def is_unveiled(path: str) -> bool:
    """Whether an address is one of those who work there, for whom nothing is veiled."""
    return path.startswith(UNVEILED) or path.endswith(EDITED) or CURATED.match(path) is not None


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every route of a URLconf."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def all_routes() -> list[str]:
    """Every route of the portal, without the kinds of its parts."""
    return [re.sub(r"<\w+:", "<", route) for route in routes(get_resolver().url_patterns)]


def is_known(route: str) -> bool:
    """Whether the leak test reads a route, or says why it does not."""
    if route in READ or route in UNREAD:
        return True
    return any(key.endswith("*") and route.startswith(key[:-1]) for key in UNREAD)


def paths(world: World) -> list[str]:
    """Every address to read in a world."""
    return [path for find in READ.values() for path in find(world)]
