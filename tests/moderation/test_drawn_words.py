"""What people wrote in Markdown is read as they meant it, at the desk and on the page of a decision."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.moderation.models import Case, Decision
from portal.posts.actions import edit
from tests.moderation.scenes import LATER, a_comment, a_post, decided, reported

LOUD = "**Loud** and <script>alert(1)</script>"
DRAWN = "<strong>Loud</strong>"


@pytest.fixture
def case(asha, nandini):
    return reported(a_comment(asha, a_post(nandini), body=LOUD), nandini)


def test_a_decision_draws_the_words_as_they_were(case, asha, meera, as_member):
    decision = decided(case, meera, "remove")

    page = as_member(asha).get(f"/decisions/{decision.public_id}/").text

    assert DRAWN in page and "**Loud**" not in page and "<script>alert" not in page


def test_the_queue_shows_plain_words(case, meera, as_member):
    page = as_member(meera).get("/moderation/").text
    rows = as_member(meera).get("/api/v1/moderation/cases/").json()["results"]

    assert "Loud and &lt;script&gt;" in page and "**Loud**" not in page
    assert rows[0]["line"].startswith("Loud and ")


def test_a_case_draws_what_was_there_when_it_opened(asha, nandini, meera, as_member):
    post = a_post(asha, body=LOUD)
    case = reported(post, nandini)
    edit(post, by=asha, at=LATER, title="A", body="Quiet", reveals=None, topic=post.topic, language="en")

    page = as_member(meera).get(f"/moderation/cases/{case.pk}/").text

    assert DRAWN in page and "**Loud**" not in page
    assert (
        as_member(meera).get(f"/api/v1/moderation/cases/{case.pk}/").json()["snapshot"]["html"][0][1].count(DRAWN) == 1
    )


def test_older_cases_and_decisions_are_drawn_once(case, meera):
    decision = decided(case, meera, "remove")
    for row, name in ((case, "snapshot"), (decision, "before")):
        setattr(row, name, {key: value for key, value in getattr(row, name).items() if key not in ("html", "excerpt")})
        row.save(update_fields=[name])

    migration = MigrationLoader(connection).get_migration("moderation", "0004_words_as_they_are_drawn")
    migration.operations[0].code(apps, None)

    assert DRAWN in Case.objects.get().snapshot["html"][0][1]
    assert DRAWN in Decision.objects.get().before["html"][0][1]
    assert Case.objects.get().snapshot["excerpt"].startswith("Loud")
