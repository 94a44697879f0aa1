"""What every kind of page tells a browser, by the rules of the MDN HTTP Observatory (developer.mozilla.org, 2026)."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from accounts.models import Member
from tests.builders import a_character, a_post

pytestmark = pytest.mark.django_db
ASK = """
import json, django; django.setup()
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in %r}))
"""
KEPT = ["SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_SSL_REDIRECT"]
KEPT += ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE"]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=63072000; includeSubDomains; preload"
PAGES = ["/", "/shows/", "/shows/anupamaa/", "/photos/", "/search/?q=samar", "/rules/", "/accounts/login/"]
PAGES += ["/accounts/signup/", "/nothing-here/", "/robots.txt", "/feeds/", "/sitemap.xml", "/worker.js", "/offline/en/"]
PAGES += ["/manifest-en.webmanifest", "/api/v1/shows/", "/api/docs/", "/oembed", "/healthz", "/posts/new/"]
SEATED = ["/notifications/", "/accounts/settings/", "/moderation/", "/posts/new/", "/drafts/", "/admin/"]


@pytest.fixture(scope="module")
def over_tls() -> dict[str, Any]:
    """What the settings say where the portal's address begins with https."""
    env = os.environ | {"SITE_URL": "https://adda.example", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    asked = [sys.executable, "-c", ASK % KEPT]
    said = subprocess.run(asked, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(said.stdout)
    return found


def wrong(answer: Any) -> list[str]:
    """Which of its headers a scan would find fault with."""
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    found = [f"{name} {policy.get(name)}" for name, said in POLICY.items() if policy.get(name) != said]
    found += [word for word in ("unsafe", "https:", "http:", "*") if word in answer["Content-Security-Policy"]]
    expected = ALWAYS | {"Strict-Transport-Security": HSTS}
    found += [f"{name}: {answer.get(name)}" for name, said in expected.items() if answer.get(name) != said]
    for cookie in answer.cookies.values():
        kept = cookie["secure"] and cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict")
        found += [] if kept else [f"cookie {cookie.OutputString()}"]
    return found


def test_every_kind_of_page_is_worth_an_a_plus(
    over_tls: dict[str, Any], anupamaa: Any, asha: Member, meera: Member
) -> None:
    a_character(anupamaa, "Samar")
    post = a_post(asha, anupamaa)
    found = []
    with override_settings(**over_tls):
        for who, paths in ((None, [*PAGES, f"/posts/{post.public_id}/"]), (meera, SEATED)):
            client = Client()
            if who:
                client.force_login(who)
            for path in paths:
                found += [f"{path}: {one}" for one in wrong(client.get(path, secure=True))]
    assert found == [], "\n".join(found)


def test_what_a_guest_says_is_kept_in_cookies_that_no_script_and_no_other_site_reads(
    over_tls: dict[str, Any], anupamaa: Any
) -> None:
    sent = {"HTTP_SEC_FETCH_SITE": "same-origin"}
    with override_settings(**over_tls):
        client = Client()
        answers = [
            client.post("/shows/anupamaa/progress/", {"through": "5"}, secure=True, **sent),
            client.post("/preferences/language/", {"language": "hi"}, secure=True, **sent),
            client.post("/preferences/theme/", {"theme": "dark"}, secure=True, **sent),
            client.post("/preferences/motion/", {"motion": "off"}, secure=True, **sent),
        ]
    assert all(answer.cookies for answer in answers)
    assert [one for answer in answers for one in wrong(answer)] == []


def test_without_tls_a_page_leads_to_itself_over_tls(over_tls: dict[str, Any]) -> None:
    with override_settings(**over_tls):
        answer = Client().get("/shows/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/shows/")
