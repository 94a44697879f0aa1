"""Who gets in at which address, with which verb. An address that is not here fails the test of the access matrix.

A letter stands for a reader: (g)uest, (s)uspended, (m)ember, (b)locked by the author, (n)ewcomer, (a)uthor,
(M)oderator, (o)perator. Whoever is not named is refused: sent to the door, 403, 404, or 405 for want of such a verb.
`/` is home.
"""

from __future__ import annotations

LETTERS = {
    "guest": "g", "suspended": "s", "member": "m", "blocked": "b", "newcomer": "n", "author": "a", "moderator": "M",
    "operator": "o",
}  # fmt: skip
EVERYBODY, MEMBERS = "gsmbnaMo", "mbnaMo"
WHO = {
    "": """
        accounts/2fa/recovery-codes/ accounts/2fa/recovery-codes/download/ accounts/2fa/totp/deactivate/
        accounts/enter/<token>/ accounts/delete/at-the-door/
        accounts/left/<receipt>/ api/v1/moderation/cases/<pk>/review/
        api/v1/moderation/decisions/<public_id>/ api/v1/proposals/<public_id>/answers/
        api/v1/proposals/<public_id>/reversal/ api/v1/proposals/<public_id>/withdrawal/
        curation/proposals/<public_id>/answers/ curation/proposals/<public_id>/edit/
        curation/proposals/<public_id>/reversal/ curation/proposals/<public_id>/withdrawal/
        moderation/cases/<pk>/review/ notifications/unsubscribe/<token>/ oembed photos/<public_id>/original/ readyz
        shows/<show>/beats/<public_id>/ standing/<token>/
    """,
    "DELETE:Mo": """
        api/v1/moderation/batches/<public_id>/
    """,
    "DELETE:members": """
        api/v1/me/tokens/<token_key>/
    """,
    "GET:Mo": """
        api/v1/moderation/appeals/ api/v1/moderation/cases/ api/v1/moderation/cases/<pk>/
        api/v1/moderation/members/<handle>/ curation/ moderation/ moderation/cases/<pk>/ moderation/members/<handle>/
    """,
    "GET:Mo PUT:Mo": """
        api/v1/moderation/keys/
    """,
    "GET:Mo POST:Mo": """
        moderation/keys/
        curation/<kind>/<row>/edit/ curation/<kind>/new/ curation/members/<handle>/ ratings/<pk>/edit/ ratings/import/
        ratings/new/ shows/<show>/beats/<public_id>/edit/ shows/<show>/beats/<public_id>/removal/
        shows/<show>/beats/new/ shows/<show>/characters/<character>/recast/ shows/<show>/ties/<pk>/edit/
        shows/<show>/ties/<pk>/removal/ shows/<show>/ties/new/
    """,
    "GET:a POST:a": """
        comments/<public_id>/edit/ photos/<public_id>/edit/ photos/<public_id>/names/ posts/<public_id>/edit/
    """,
    "GET:a POST:members": """
        drafts/<key>/
    """,
    "GET:a PUT:members DELETE:a": """
        api/v1/drafts/<key>/
    """,
    "GET:a PUT:mnaMo DELETE:a": """
        api/v1/contributions/<public_id>/draft/
    """,
    "GET:aMo": """
        api/v1/decisions/<public_id>/ decisions/<public_id>/
    """,
    "GET:everybody": """
        / @<handle>/ accounts/inactive/ accounts/password/reset/done/ accounts/password/reset/key/done/ api/docs/
        api/schema/ api/v1/curation/history/ api/v1/people/ api/v1/people/<person>/ api/v1/proposals/<public_id>/
        api/v1/record/ api/v1/rules/ api/v1/search/ api/v1/shows/ api/v1/shows/<show>/ api/v1/shows/<show>/cast/
        api/v1/shows/<show>/characters/<character>/ api/v1/shows/<show>/characters/<character>/graph/
        api/v1/shows/<show>/mood/
        api/v1/shows/<show>/dump/ api/v1/shows/<show>/episodes/ api/v1/shows/<show>/episodes/<number>/
        api/v1/shows/<show>/map/ api/v1/shows/<show>/ratings/ api/v1/shows/<show>/schedule/
        curation/<kind>/<row>/history/ curation/history/ curation/proposals/<public_id>/ feeds/
        feeds/members/<handle>/ feeds/people/<person>/ feeds/posts/<public_id>/ feeds/shows/<show>/ healthz
        manifest-<language>.webmanifest metrics offline/<language>/ people/<person>/ people/<person>/posts/ photos/
        privacy/ progress/ ratings.csv ratings/ record/ record/feed/ robots.txt rules/ rules/<slug>/<version>/ search/
        shows/ shows/<show>/ shows/<show>/beats/ shows/<show>/calendar.ics shows/<show>/cast/
        shows/<show>/characters/<character>/ shows/<show>/characters/<character>/graph.csv
        shows/<show>/characters/<character>/graph.json shows/<show>/characters/<character>/graph.png
        shows/<show>/characters/<character>/graph.svg shows/<show>/characters/<character>/graph/
        shows/<show>/characters/<character>/posts/ shows/<show>/episodes/ shows/<show>/episodes/<number>/
        shows/<show>/episodes/from/<number>/ shows/<show>/episodes/jump/ shows/<show>/history/ shows/<show>/map.json
        shows/<show>/map.svg shows/<show>/map/ shows/<show>/photos/ shows/<show>/ratings.csv shows/<show>/ratings/
        sitemap.xml sitemap/<kind>-<part>.xml terms/ trust/ worker.js
        accounts/signup/name/
        api/v1/comments/ feeds/mine/<key>/ feeds/mine/<key>/calendar.ics feeds/mine/<key>/shows/<show>/
    """,
    "GET:everybody PATCH:Mo DELETE:Mo": """
        api/v1/ratings/<pk>/
    """,
    "GET:everybody POST:Mo": """
        api/v1/ratings/ api/v1/shows/<show>/beats/ api/v1/shows/<show>/relationships/
    """,
    "GET:everybody POST:everybody": """
        accounts/login/ accounts/logout/ accounts/password/reset/ accounts/password/reset/key/<uidb36>-<key>/
        accounts/signup/
    """,
    "GET:everybody POST:members": """
        api/v1/photos/ api/v1/posts/
    """,
    "GET:everybody PUT:members": """
        api/v1/shows/<show>/rumours/
    """,
    "GET:everybody PUT:members DELETE:members": """
        api/v1/shows/<show>/progress/
    """,
    "GET:gsmnaMo": """
        api/v1/members/<handle>/ contributions/<public_id>/revisions/ faces/<name> media/<name>
        photos/<public_id>/
        posts/<public_id>/ posts/<public_id>/<slug>/
    """,
    "GET:gsmnaMo POST:mnaMo": """
        api/v1/contributions/<public_id>/comments/
    """,
    "GET:gsmnaMo PUT:a DELETE:a": """
        api/v1/comments/<public_id>/ api/v1/photos/<public_id>/ api/v1/posts/<public_id>/
    """,
    "GET:mbnMo POST:mbnMo": """
        @<handle>/block/
    """,
    "GET:members": """
        accounts/2fa/ accounts/2fa/webauthn/ accounts/blocks/ accounts/calls/ accounts/settings/
        api/v1/members/ api/v1/comments/drafts/
        api/v1/drafts/ api/v1/me/blocks/ api/v1/me/bookmarks/ api/v1/me/follows/ api/v1/me/progress/
        api/v1/me/sanctions/ api/v1/me/tokens/ api/v1/notifications/ bookmarks/ curation/mine/ drafts/ following/
        notifications/ standing/
    """,
    "GET:members PATCH:members": """
        api/v1/me/ api/v1/me/profile/
    """,
    "GET:members POST:Mo": """
        api/v1/proposals/
    """,
    "GET:members POST:members": """
        @<handle>/reports/ accounts/2fa/authenticate/ accounts/2fa/reauthenticate/
        accounts/2fa/recovery-codes/generate/ accounts/2fa/totp/activate/ accounts/2fa/webauthn/add/
        accounts/2fa/webauthn/keys/<pk>/edit/ accounts/2fa/webauthn/keys/<pk>/remove/ accounts/2fa/webauthn/login/
        accounts/2fa/webauthn/reauthenticate/ accounts/confirm-email/ accounts/delete/ accounts/email/
        accounts/login/code/confirm/ accounts/password/change/ accounts/password/set/ accounts/profile/
        accounts/reauthenticate/ accounts/sessions/ accounts/tokens/ notifications/settings/ people/<person>/follow/
        photos/new/ posts/new/ shows/<show>/characters/<character>/follow/ shows/<show>/follow/
        accounts/feeds/
    """,
    "GET:members POST:members DELETE:members": """
        api/v1/me/feeds/
    """,
    "GET:members PUT:members": """
        api/v1/me/notifications/ api/v1/me/notifications/hours/
    """,
    "GET:members PUT:members DELETE:members": """
        api/v1/me/picture/ api/v1/shows/<show>/characters/<character>/votes/<episode>/
    """,
    "GET:mnMo POST:mnMo": """
        @<handle>/follow/ contributions/<public_id>/reports/
    """,
    "GET:mnaMo": """
        contributions/<public_id>/composer/
    """,
    "GET:mnaMo POST:gsmnaMo": """
        contributions/<public_id>/reaction/
    """,
    "GET:mnaMo POST:mnaMo": """
        contributions/<public_id>/follow/ contributions/<public_id>/mute/
    """,
    "GET:mnaMo PUT:mnaMo": """
        api/v1/contributions/<public_id>/reading/
    """,
    "PATCH:Mo DELETE:Mo": """
        api/v1/shows/<show>/beats/<public_id>/ api/v1/shows/<show>/relationships/<row>/
    """,
    "POST:Mo": """
        api/v1/curation/members/<handle>/rollback/ api/v1/moderation/cases/<pk>/decision/
        api/v1/moderation/cases/<pk>/question/ api/v1/moderation/decisions/ api/v1/moderation/members/<handle>/notes/
        api/v1/proposals/<public_id>/acceptance/ api/v1/proposals/<public_id>/questions/
        api/v1/proposals/<public_id>/rejection/ api/v1/ratings/import/
        api/v1/shows/<show>/characters/<character>/recast/ curation/proposals/<public_id>/acceptance/
        curation/proposals/<public_id>/questions/ curation/proposals/<public_id>/rejection/ moderation/bulk/
        moderation/cases/<pk>/claim/ moderation/cases/<pk>/decision/ moderation/cases/<pk>/hiding/
        moderation/cases/<pk>/question/ moderation/members/<handle>/notes/ moderation/undo/ ratings/<pk>/removal/
    """,
    "POST:Mo DELETE:Mo": """
        api/v1/moderation/cases/<pk>/claim/ api/v1/moderation/cases/<pk>/hiding/
    """,
    "POST:a": """
        comments/<public_id>/withdrawal/ contributions/<public_id>/draft/removal/ drafts/<key>/removal/
        photos/<public_id>/withdrawal/ posts/<public_id>/withdrawal/
    """,
    "POST:aMo": """
        api/v1/decisions/<public_id>/appeal/ decisions/<public_id>/appeal/
    """,
    "POST:everybody": """
        preferences/language/ preferences/theme/ preferences/motion/ progress/undo/ ratings/lift/
        shows/<show>/beats/lift/ shows/<show>/characters/<character>/lift/ shows/<show>/progress/
        shows/<show>/ratings/lift/ api/v1/search/lift/ search/lift/
    """,
    "POST:gsmnaMo": """
        contributions/<public_id>/lift/
    """,
    "POST:mbnMo": """
        api/v1/members/<handle>/reports/
    """,
    "POST:members": """
        accounts/profile/picture/ accounts/sessions/<pk>/end/ accounts/tokens/<token_key>/revocation/
        api/v1/notifications/read/
        notifications/read/ notifications/settings/hours/ shows/<show>/characters/<character>/votes/
        shows/<show>/rumours/
    """,
    "POST:members DELETE:members": """
        api/v1/people/<person>/follow/ api/v1/shows/<show>/characters/<character>/follow/ api/v1/shows/<show>/follow/
    """,
    "POST:mnMo": """
        api/v1/contributions/<public_id>/reports/
    """,
    "POST:mnMo DELETE:mnaMo": """
        api/v1/members/<handle>/follow/
    """,
    "POST:mnaMo": """
        contributions/<public_id>/bookmark/ contributions/<public_id>/comments/ contributions/<public_id>/draft/
        contributions/<public_id>/reading/
    """,
    "POST:mnaMo DELETE:mnaMo": """
        api/v1/contributions/<public_id>/follow/ api/v1/contributions/<public_id>/lift/
        api/v1/contributions/<public_id>/mute/
    """,
    "PUT:a": """
        api/v1/photos/<public_id>/names/
    """,
    "PUT:mbnMo DELETE:members": """
        api/v1/members/<handle>/block/
    """,
    "PUT:mnaMo DELETE:mnaMo": """
        api/v1/contributions/<public_id>/bookmark/ api/v1/contributions/<public_id>/reaction/
    """,
}
KNOWN = {"" if path == "/" else path: who for who, paths in WHO.items() for path in paths.split()}
LEFT_OUT = ("_allauth/", "admin/")


def is_left_out(pattern: str) -> bool:
    """Whether an address is somebody else's to try."""
    return pattern.startswith(LEFT_OUT)


def audience(pattern: str, name: str) -> set[str]:
    """The verbs with which somebody gets in."""
    said = [rule.partition(":") for rule in KNOWN[pattern].split()]
    named = {"everybody": EVERYBODY, "members": MEMBERS}
    return {verb for verb, _is, who in said if LETTERS[name] in named.get(who, who)}
