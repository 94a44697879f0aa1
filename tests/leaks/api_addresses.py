"""Every address of the API, and how the leak test reads it."""

from __future__ import annotations

from portal.posts.wanted import PARTS
from tests.leaks.asking import Paths, both, characters, each, first, once, persons, rows, threads, ties
from tests.leaks.lookups import looked_up
from tests.leaks.world import LAST, MIDDLE

SINCE = "?updated_since=2026-01-01T00:00:00Z"
RELATED = ("", "?character=hero", "?through=99")
API: dict[str, Paths] = {
    "api/v1/shows/": once("/api/v1/shows/", f"/api/v1/shows/{SINCE}"),
    "api/v1/shows/<show>/": once("/api/v1/shows/markers/"),
    "api/v1/shows/<show>/episodes/": once("/api/v1/shows/markers/episodes/", f"/api/v1/shows/markers/episodes/{SINCE}"),
    "api/v1/shows/<show>/episodes/<number>/": once(*(f"/api/v1/shows/markers/episodes/{n}/" for n in (1, 50, 90))),
    "api/v1/shows/<show>/progress/": once("/api/v1/shows/markers/progress/"),
    "api/v1/shows/<show>/ratings/": once("/api/v1/shows/markers/ratings/", f"/api/v1/shows/markers/ratings/{SINCE}"),
    "api/v1/ratings/": once(f"/api/v1/ratings/{SINCE}", "/api/v1/ratings/", "/api/v1/ratings/?market=India&unit=TVR"),
    "api/v1/ratings/import/": once("/api/v1/ratings/import/"),
    "api/v1/ratings/<pk>/": rows("rating", "/api/v1/ratings/{.pk}/"),
    "api/v1/shows/<show>/schedule/": once("/api/v1/shows/markers/schedule/"),
    "api/v1/me/progress/": once("/api/v1/me/progress/"),
    "api/v1/shows/<show>/cast/": once(
        *(f"/api/v1/shows/markers/cast/{query}" for query in ("", "?through=99", SINCE, f"{SINCE}&through=99"))
    ),
    "api/v1/shows/<show>/characters/<character>/": characters("/api/v1/shows/markers/characters/{}/?at=99"),
    "api/v1/shows/<show>/characters/<character>/recast/": characters("/api/v1/shows/markers/characters/{}/recast/"),
    "api/v1/shows/<show>/characters/<character>/graph/": characters("/api/v1/shows/markers/characters/{}/graph/"),
    "api/v1/shows/<show>/rumours/": once("/api/v1/shows/markers/rumours/"),
    "api/v1/shows/<show>/mood/": once("/api/v1/shows/markers/mood/", "/api/v1/shows/markers/mood/?through=99"),
    "api/v1/shows/<show>/map/": once("/api/v1/shows/markers/map/", "/api/v1/shows/markers/map/?through=99"),
    "api/v1/shows/<show>/relationships/": once(*(f"/api/v1/shows/markers/relationships/{q}" for q in RELATED)),
    "api/v1/shows/<show>/relationships/<row>/": ties("/api/v1/shows/markers/relationships/{}/"),
    "api/v1/shows/<show>/beats/": once(*(f"/api/v1/shows/markers/beats/{q}" for q in (*RELATED, "?from=1", SINCE))),
    "api/v1/shows/<show>/beats/<public_id>/": rows("beat", "/api/v1/shows/markers/beats/{.public_id}/"),
    "api/v1/shows/<show>/characters/<character>/votes/<episode>/": characters(
        *(f"/api/v1/shows/markers/characters/{{}}/votes/{number}/" for number in (1, MIDDLE, LAST))
    ),
    "api/v1/shows/<show>/dump/": once("/api/v1/shows/markers/dump/", "/api/v1/shows/markers/dump/?through=99"),
    "api/v1/people/": once("/api/v1/people/", f"/api/v1/people/{SINCE}"),
    "api/v1/people/<person>/": persons("/api/v1/people/{}/?through=99"),
    "api/v1/contributions/<public_id>/lift/": first("/api/v1/contributions/{}/lift/"),
    "api/v1/contributions/<public_id>/reaction/": first("/api/v1/contributions/{}/reaction/"),
    "api/v1/contributions/<public_id>/bookmark/": first("/api/v1/contributions/{}/bookmark/"),
    "api/v1/me/bookmarks/": once("/api/v1/me/bookmarks/"),
    "api/v1/posts/": once(
        "/api/v1/posts/?show=markers&character=hero&with=hero",
        *(f"/api/v1/posts/?of={of}" for of in PARTS),
        *(f"/api/v1/posts/{query}" for query in (SINCE, f"{SINCE}&show=markers&through=99")),
        *(f"/api/v1/posts/{query}" for query in ("", "?show=markers", "?show=markers&character=hero&through=99")),
    ),
    "api/v1/drafts/": once("/api/v1/drafts/"),
    "api/v1/comments/drafts/": once("/api/v1/comments/drafts/"),
    "api/v1/contributions/<public_id>/draft/": each("/api/v1/contributions/{}/draft/"),
    "api/v1/drafts/<key>/": once("/api/v1/drafts/leak-draft/"),
    "api/v1/posts/<public_id>/": each("/api/v1/posts/{}/"),
    "api/v1/contributions/<public_id>/comments/": both(
        each("/api/v1/contributions/{}/comments/"),
        threads(*(f"/api/v1/contributions/{{}}/comments/?sort={order}" for order in ("new", "best"))),
    ),
    "api/v1/contributions/<public_id>/reading/": each("/api/v1/contributions/{}/reading/"),
    "api/v1/comments/": once(*(f"/api/v1/comments/{query}" for query in ("", SINCE, f"{SINCE}&through=99"))),
    "api/v1/comments/<public_id>/": each("/api/v1/comments/{}/"),
    "api/v1/contributions/<public_id>/reports/": first("/api/v1/contributions/{}/reports/"),
    "api/v1/decisions/<public_id>/": rows("decision", "/api/v1/decisions/{.public_id}/"),
    "api/v1/decisions/<public_id>/appeal/": rows("decision", "/api/v1/decisions/{.public_id}/appeal/"),
    "api/v1/notifications/": once("/api/v1/notifications/"),
    "api/v1/notifications/read/": once("/api/v1/notifications/read/"),
    "api/v1/me/notifications/": once("/api/v1/me/notifications/"),
    "api/v1/me/notifications/hours/": once("/api/v1/me/notifications/hours/"),
    "api/v1/me/follows/": once("/api/v1/me/follows/"),
    "api/v1/shows/<show>/follow/": once("/api/v1/shows/markers/follow/"),
    "api/v1/shows/<show>/characters/<character>/follow/": characters("/api/v1/shows/markers/characters/{}/follow/"),
    "api/v1/people/<person>/follow/": persons("/api/v1/people/{}/follow/"),
    "api/v1/members/<handle>/follow/": once("/api/v1/members/author/follow/"),
    "api/v1/contributions/<public_id>/follow/": first("/api/v1/contributions/{}/follow/"),
    "api/v1/contributions/<public_id>/mute/": first("/api/v1/contributions/{}/mute/"),
    "api/v1/proposals/": once("/api/v1/proposals/", "/api/v1/proposals/?list=queue"),
    "api/v1/proposals/<public_id>/": rows("edit", "/api/v1/proposals/{.public_id}/"),
    **{
        f"api/v1/proposals/<public_id>/{verb}/": rows(f"edit open {LAST}", f"/api/v1/proposals/{{.public_id}}/{verb}/")
        for verb in ("acceptance", "rejection", "questions", "answers", "withdrawal", "reversal")
    },
    "api/v1/curation/history/": once("/api/v1/curation/history/", "/api/v1/curation/history/?show=markers"),
    "api/v1/curation/members/<handle>/rollback/": once("/api/v1/curation/members/trusted/rollback/"),
    "api/v1/search/lift/": once("/api/v1/search/lift/"),
    "api/v1/search/": looked_up("/api/v1/search/"),
    "api/v1/me/": once("/api/v1/me/"),
    "api/v1/me/feeds/": once("/api/v1/me/feeds/"),
    "api/v1/me/picture/": once("/api/v1/me/picture/"),
    "api/v1/me/profile/": once("/api/v1/me/profile/"),
    "api/v1/members/<handle>/": once("/api/v1/members/author/"),
    "api/v1/members/": once("/api/v1/members/?q=a", "/api/v1/members/?q=zq"),
    "api/v1/me/blocks/": once("/api/v1/me/blocks/"),
    "api/v1/members/<handle>/block/": once("/api/v1/members/author/block/"),
    "api/v1/me/tokens/": once("/api/v1/me/tokens/"),
    "api/v1/me/tokens/<token_key>/": once("/api/v1/me/tokens/adda_none/"),
    "api/v1/photos/": once("/api/v1/photos/", "/api/v1/photos/?show=markers", f"/api/v1/photos/{SINCE}"),
    "api/v1/photos/<public_id>/": each("/api/v1/photos/{}/"),
    "api/v1/photos/<public_id>/names/": first("/api/v1/photos/{}/names/"),
}
