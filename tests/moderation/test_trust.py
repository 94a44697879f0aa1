"""Trust grows with what is left up and falls with what is taken down, by numbers that a page tells."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Member, Trust
from portal.moderation import actions, trust
from portal.moderation.tasks import let_trust_grow
from tests.builders import a_member
from tests.moderation.scenes import a_post, appealed, decided, reported


def long_here(member: Member) -> None:
    """Let somebody have joined long ago."""
    Member.objects.filter(pk=member.pk).update(joined_at=timezone.now() - timedelta(weeks=trust.TRUSTED_WEEKS, days=1))


def trust_of(member: Member) -> int:
    return Member.objects.get(pk=member.pk).trust


def test_regulars_are_trusted_after_weeks_and_contributions(asha: Member) -> None:
    early, few = a_member(), a_member()
    for member in (asha, early):
        for _ in range(trust.TRUSTED_UP):
            a_post(member)
    a_post(few)
    long_here(asha)
    long_here(few)

    let_trust_grow()

    assert (trust_of(asha), trust_of(early), trust_of(few)) == (Trust.TRUSTED, Trust.REGULAR, Trust.REGULAR)


def test_nobody_rises_for_ninety_days_after_a_removal(
    asha: Member, nandini: Member, meera: Member, mohan: Member
) -> None:
    for _ in range(trust.TRUSTED_UP):
        a_post(asha)
    long_here(asha)
    now = timezone.now()
    decision = decided(reported(a_post(asha), nandini), meera, "remove", at=now)
    asha.refresh_from_db()
    assert asha.trust == Trust.NEW

    assert trust.earned(asha, at=now + timedelta(days=trust.QUIET_DAYS - 1)) == Trust.NEW
    assert trust.earned(asha, at=now + timedelta(days=trust.QUIET_DAYS + 1)) == Trust.REGULAR

    actions.review(appealed(decision, asha), upheld=True, answer="So.", by=mohan, at=now)
    assert trust_of(asha) == Trust.TRUSTED
    asha.refresh_from_db()
    assert trust.earned(asha, at=now) == Trust.TRUSTED, "a decision that was undone never counted"


def test_veils_warnings_and_what_was_never_up_take_nothing(
    asha: Member, nandini: Member, meera: Member, anupamaa
) -> None:
    decided(reported(a_post(asha, anupamaa), nandini), meera, "veil", veil_at=9, sanction="warn")

    assert trust_of(asha) == Trust.REGULAR


def test_the_page_tells_the_same_numbers_and_ones_own_step(asha: Member, client, as_member) -> None:
    page = client.get("/trust/").text

    for number in (trust.FIRST, trust.TRUSTED_WEEKS, trust.TRUSTED_UP, trust.QUIET_DAYS):
        assert f" {number} " in page
    assert "Your step: Regular." in as_member(asha).get("/standing/").text
