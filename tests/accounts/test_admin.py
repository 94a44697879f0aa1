"""Operators give roles in the admin, through the action; somebody always keeps the keys."""

from accounts.models import Member, Role, Trust


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
