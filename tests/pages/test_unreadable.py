"""What nobody could read is refused, never a crash."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory

from accounts.handles import check_handle
from portal.lib.bodies import is_readable
from portal.wsgi import application
from tests.builders import a_post

DEEP = "[" * 60_000
NO_TEXT = ["hex", "zlib", "idna", "punycode", "unicode_escape", "utf-7", "utf-16", "rot13", "base64", "no-such"]


@pytest.fixture
def browser() -> Client:
    """As the web server: what crashes answers 500."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", ["/api/v1/posts/", "/_allauth/app/v1/auth/login", "/_allauth/browser/v1/auth/login"])
@pytest.mark.parametrize("body", [DEEP, '{"a":' * 60_000, '{"title":' + "[" * 900 + "]" * 900 + "}"])
def test_json_too_deep_is_refused_or_read(browser, asha, path, body):
    if path.startswith("/api"):
        browser.force_login(asha)

    answer = browser.post(path, body, content_type="application/json")

    assert answer.status_code in (400, 409, 422)


def test_json_too_deep_is_a_problem(browser, asha):
    browser.force_login(asha)

    answer = browser.post("/api/v1/posts/", DEEP, content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(answer.content)["detail"] == "This is nested too deeply."


def status_of(method: str, path: str, content_type: str) -> int:
    """The answer of the whole application, as the web server asks it."""
    got: list[str] = []
    request = RequestFactory().generic(method, "/", b"a=%41")
    where, _, query = path.partition("?")
    environ = request.environ | {"PATH_INFO": where, "QUERY_STRING": query, "CONTENT_TYPE": content_type}
    list(application(environ, lambda status, headers: got.append(status)))
    return int(got[0].split()[0])


@pytest.mark.parametrize("named", [f"charset={name}" for name in NO_TEXT] + ["charset*=hex''%41"])
@pytest.mark.parametrize("path", ["/shows/?after=%41%ff", "/accounts/login/", "/api/v1/posts/", "/no/such/page/"])
def test_a_charset_that_is_not_ours_is_refused_everywhere(db, path, named):
    for method in ("GET", "POST"):
        assert status_of(method, path, f"application/x-www-form-urlencoded; {named}") == 415


@pytest.mark.parametrize("named", ["", "; charset=utf-8", "; charset=UTF8", '; charset="utf-8"', "; charset=us-ascii"])
def test_what_is_ours_or_nothing_at_all_is_read(named):
    assert is_readable(f"application/x-www-form-urlencoded{named}")


def test_json_too_big_is_a_problem(browser, asha):
    browser.force_login(asha)

    answer = browser.post("/api/v1/posts/", json.dumps({"title": "x" * 600_000}), content_type="application/json")

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.parametrize("kind", ["posts/post", "comments/comment", "photos/photo", "moderation/case", "shows/show"])
@pytest.mark.parametrize("number", [2**63, 10**30])
def test_the_admin_knows_no_such_number(browser, om, kind, number):
    browser.force_login(om)

    answer = browser.get(f"/admin/{kind}/{number}/change/")

    assert (answer.status_code, answer.get("Location")) in [(404, None), (302, "/admin/")]


@pytest.mark.parametrize("question", ["show__id__exact", "author__id__exact", "show"])
def test_nor_does_a_filter(browser, om, question):
    browser.force_login(om)

    assert browser.get(f"/admin/posts/post/?{question}={10**30}").status_code < 500


@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_a_sender_that_is_no_address_is_a_foreign_one(browser, db, header):
    assert browser.post("/preferences/theme/", {}, headers={header: "http://[::1"}).status_code == 403


def test_a_handle_that_grows_too_long_when_compared_is_refused(db):
    with pytest.raises(ValidationError):
        check_handle("औ" * 30)


def test_nobody_has_a_handle_with_a_nul_in_it(browser, db):
    assert browser.get("/@%00/").status_code == 404


@pytest.mark.parametrize("name", ["after", "kind", "who", "from", "with", "at", "part", "sort", "under", "comment"])
def test_no_question_with_a_nul_in_it_is_a_crash(browser, anupamaa, asha, name):
    post = a_post(asha, anupamaa)
    show = f"/shows/{anupamaa.slug}/"
    pages = [show, *(f"{show}{part}/" for part in ("beats", "cast", "map", "episodes", "photos", "ratings"))]
    pages += ["/", "/shows/", "/photos/", "/search/", f"/posts/{post.public_id}/", "/history/", "/@asha/", "/record/"]
    asks = [
        *pages,
        *(f"/api/v1{path}" for path in (f"{show}beats/", f"{show}cast/", "/posts/", "/people/", "/search/")),
    ]

    statuses = {path: browser.get(f"{path}?{name}=%00").status_code for path in asks}

    assert not {path: status for path, status in statuses.items() if status >= 500}
