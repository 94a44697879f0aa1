"""Operators give roles in the admin, through the action; somebody always keeps the keys."""

import pytest

from accounts.actions import make_token, place
from accounts.models import Member, Role, Trust
from tests.builders import a_post
from tests.moderation.scenes import a_comment


def change(client, member, **fields):
    said = {"role": str(member.role), "trust": str(member.trust), "is_active": "on"} | fields
    return client.post(f"/admin/accounts/member/{member.pk}/change/", {k: v for k, v in said.items() if v})


def test_an_operator_makes_a_moderator(as_member, om, asha):
    change(as_member(om), asha, role=str(Role.MODERATOR), trust=str(Trust.TRUSTED))

    asha.refresh_from_db()
    assert (asha.role, asha.trust) == (Role.MODERATOR, Trust.TRUSTED)


def test_the_last_operator_stays_one(as_member, om):
    answer = change(as_member(om), om, role=str(Role.FAN))

    om.refresh_from_db()
    assert om.role == Role.OPERATOR
    assert answer.status_code == 302


def test_a_closed_door_ends_sessions_at_once(as_member, om, asha):
    ashas = as_member(asha)
    change(as_member(om), asha, is_active="")

    assert not Member.objects.get(pk=asha.pk).is_active
    assert "Sign in" in ashas.get("/").content.decode()


def test_moderators_do_not_give_roles(as_member, meera, asha):
    assert change(as_member(meera), asha, role=str(Role.OPERATOR)).status_code == 403
    assert as_member(meera).get("/admin/accounts/member/").status_code == 403


@pytest.fixture
def placed(om):
    """What an operator does to somebody, as fields of `place`."""

    def to(member, **fields):
        said = {"role": member.role, "trust": member.trust, "may_sign_in": True} | fields
        place(member, by=om, **said)

    return to


def test_who_loses_a_role_loses_the_desk_at_their_next_request(as_member, om, meera, placed, client):
    browser = as_member(meera)
    _row, token = make_token(by=meera, name="desk", scopes=["read", "moderate"])
    desk = {"Authorization": f"Bearer {token}"}
    assert browser.get("/moderation/").status_code == 200
    assert client.get("/api/v1/moderation/cases/", headers=desk).status_code == 200

    placed(meera, role=Role.FAN)

    assert browser.get("/moderation/").status_code == 403
    assert browser.get("/admin/").status_code == 302
    assert client.get("/api/v1/moderation/cases/", headers=desk).status_code == 403


def test_who_may_not_sign_in_any_more_is_nobody_at_their_next_request(as_member, asha, placed, client):
    browser = as_member(asha)
    _row, token = make_token(by=asha, name="reader", scopes=["read"])
    key = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/me/", headers=key).status_code == 200

    placed(asha, may_sign_in=False)

    assert client.get("/api/v1/me/", headers=key).status_code == 401
    assert browser.get("/notifications/").status_code == 302


def test_a_badge_goes_with_the_role(client, asha, meera, placed, django_capture_on_commit_callbacks):
    post = a_post(asha)
    with django_capture_on_commit_callbacks(execute=True):
        a_comment(meera, post)
    assert "badge--moderator" in client.get(f"/posts/{post.public_id}/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        placed(meera, role=Role.FAN)

    assert "badge--moderator" not in client.get(f"/posts/{post.public_id}/").content.decode()
