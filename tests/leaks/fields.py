"""Every field that holds words, and whether it may hold a secret. A field that is not here fails the test."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

# Planted with markers in `world.py`; the gate covers them.
SECRET = {
    "shows.Episode": {"full_title", "summary", "leap", "leap_hi", "source"},
    "cast.Person": {"slug", "name", "name_hi", "source"},
    "cast.Character": {"slug", "name", "name_hi", "line", "line_hi", "source"},
    "cast.Casting": {"end_reason", "end_reason_hi", "sources", "kind", "language"},
    "cast.House": {"slug", "name", "name_hi"},
    "cast.Alias": {"name", "language", "kind"},
    "cast.Relationship": {"kind", "sources"},
    "cast.Beat": {"public_id", "kind", "headline", "headline_hi", "text", "text_hi", "status", "sources"},
    "cast.BeatStep": {"status", "source", "link"},
    "curation.Proposal": {"base", "values", "before", "after", "sources", "comment", "reason"},
    "curation.Remark": {"words"},
    "contributions.Contribution": {"title", "body", "html", "excerpt"},
    "contributions.Revision": {"words"},
    "posts.Draft": {"words"},
    "comments.CommentDraft": {"words"},
    "photos.Photo": {"alt", "credit", "first_published", "sha256", "renditions"},
    "moderation.Case": {"snapshot", "asked"},
    "moderation.Note": {"words"},
    "moderation.Act": {"said"},
    "moderation.Report": {"words"},
    "moderation.Decision": {"reason", "facts", "before"},
    "moderation.Appeal": {"words", "answer"},
    "notifications.Notification": {"data"},
}
# Tells nothing about the story: names of people here, technical words, what every reader is told anyway.
SAFE = {
    "accounts.Member": {
        "password", "handle", "skeleton", "email", "language", "muted_for", "suspended_for", "picture", "picture_for",
        "picture_down_for",
    },
    "accounts.Block": {"kind"},
    "accounts.CallName": {"sort", "key", "opening", "written"},
    "accounts.Profile": {
        "name", "name_hi", "about", "speaks", "names_for", "about_for", "speaks_for", "shows_for",
    },
    "accounts.FeedKey": {"digest"},
    "accounts.Token": {"digest", "token_key", "name", "scopes"},
    "accounts.Consent": {"purpose"},
    "accounts.Wording": {"digest", "language", "text"},
    "shows.Show": {
        "slug", "title", "title_hi", "tagline", "tagline_hi", "network", "network_hi", "language", "time_zone",
        "status", "source", "airs_on",
    },
    "shows.ShowSlug": {"slug"},
    "shows.Season": {"title"},
    "shows.Episode": {"safe_title"},
    "shows.Hiatus": {"reason", "reason_hi"},
    # Asked with the horizon that each row says; see `shows.changes`.
    "shows.Change": {"kind", "name"},
    "shows.Rating": {"market", "unit", "status", "source", "link"},
    # Both ask the gate before anything of them is told; see `portal.search.finding`.
    "search.Entry": {"source", "lift_id"},
    "search.Term": {"word", "backward", "skeleton"},
    "cast.RecastKey": {"idempotency_key", "idempotency_digest"},
    "contributions.Contribution": {
        "public_id", "kind", "place", "state", "language", "idempotency_key", "idempotency_digest",
    },
    "contributions.Lift": {"part"},
    "contributions.Revision": {"state"},
    "curation.Proposal": {"public_id", "kind", "verb", "state", "idempotency_key", "idempotency_digest"},
    "comments.Comment": {"path"},
    "posts.Post": {"topic"},
    "posts.Draft": {"key", "writer"},
    "comments.CommentDraft": {"key", "writer"},
    "photos.Photo": {
        "spot", "raw", "stem", "original", "thumbhash", "colour", "removed", "develop_error",
    },
    "reactions.Reaction": {"kind"},
    "moderation.Rule": {"slug", "title", "title_hi", "text", "text_hi", "reason", "reason_hi", "label", "label_hi"},
    "moderation.Case": {"origin", "state", "language"},
    "moderation.Ground": {"rule"},
    "moderation.Report": {"idempotency_key", "idempotency_digest"},
    "moderation.Decision": {"public_id", "verb", "batch"},
    "moderation.Appeal": {"state"},
    "moderation.Sanction": {"kind"},
    "moderation.Act": {"verb"},
    "moderation.DeskKeys": {"keys"},
    "notifications.Notification": {"kind", "key", "mail"},
    "notifications.Preference": {"sort"},
    "notifications.MailHours": {"time_zone"},
    "outbox.Job": {"handler", "event", "key", "payload", "parked_reason"},
    "outbox.Heartbeat": {"worker"},
    "outbox.Begun": {"key"},
}  # fmt: skip
# Of every row of the catalogue: for curators' desks, dumps and imports, which say what they show of them.
CATALOGUED = {"external_ids", "provenance", "protected"}
WORDS = (models.CharField, models.TextField, models.JSONField, models.FileField)


def unknown_fields(every_model: Iterable[type[models.Model]]) -> list[str]:
    """Fields with words of which nobody has said whether they may hold a secret."""
    return [
        f"{model._meta.label}.{field.name}"
        for model in every_model
        for field in model._meta.local_fields
        if isinstance(field, WORDS)
        and field.name not in SECRET.get(model._meta.label, set()) | SAFE.get(model._meta.label, set()) | CATALOGUED
    ]
