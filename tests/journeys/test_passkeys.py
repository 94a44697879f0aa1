"""A passkey, in a browser that really makes one: added, used to sign in, used to confirm, removed."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from accounts.models import Member
from tests.accounts.factors import PASSWORD, with_password
from tests.journeys.visitors import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
DEVICE |= {"isUserVerified": True, "automaticPresenceSimulation": True}


def holding_a_device(page: Any) -> Any:
    """The page in a browser with a device that keeps passkeys and recognises its holder."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def test_a_passkey_signs_in_without_a_password(house: House, mailoutbox: Any) -> None:
    with_password(Member.objects.get(handle="asha"))
    page = holding_a_device(house.visitor("asha"))

    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.fill("input[name=name]", "My phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert str(Authenticator.objects.get(type="webauthn")) == "My phone"

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{house.url}/")
    page.goto("/accounts/settings/")
    expect(page.get_by_text("1 passkey", exact=True)).to_be_visible()

    key = Authenticator.objects.get(type="webauthn").pk
    page.goto(f"/accounts/2fa/webauthn/keys/{key}/remove/")
    page.goto(page.url.replace("/accounts/reauthenticate/", "/accounts/2fa/webauthn/reauthenticate/"))
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    house.outbox.run()
    assert {"A passkey was added", "A passkey was removed"} <= {mail.subject for mail in mailoutbox}
    assert house.complaints == []


def test_after_the_password_a_passkey_is_the_second_step(house: House) -> None:
    with_password(Member.objects.get(handle="asha"))
    page = holding_a_device(house.visitor("asha"))
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", "asha")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{house.url}/")
    assert house.complaints == []


def test_without_scripts_the_page_says_what_passkeys_need(house: House) -> None:
    page = house.visitor(java_script_enabled=False)
    page.goto("/accounts/login/")

    expect(page.get_by_text("Passkeys need scripts")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
