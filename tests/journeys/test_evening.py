"""The evening in a real browser at phone size, in Hindi; then once more with scripts off."""

import re
from pathlib import Path
from typing import Any

import pytest

from accounts.models import Member, Trust
from portal.comments.actions import post as comment_on
from portal.contributions.models import Contribution
from portal.photos.models import Photo
from portal.posts.actions import publish
from shows.models import Show
from tests.builders import NOW
from tests.files.make_photos import telling_jpeg
from tests.journeys.evening import GPS, SECRETS, the_code_in
from tests.journeys.visitors import House, source

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PASSWORD = "chai aur barsaat 22"
TITLE, BODY, CAPTION, THEIRS, MINE = SECRETS


def test_the_evening(house: House, mailoutbox: list[Any], tmp_path: Path) -> None:
    fan = join_in_hindi(house, mailoutbox)
    write(fan)
    send_a_photo(fan, tmp_path)
    meera, mohan, asha = (house.visitor(name) for name in ("meera", "mohan", "asha"))
    let_through(meera, 2)
    house.outbox.run()
    Member.objects.filter(handle="कमला_की_चाय").update(trust=Trust.REGULAR)

    post, photo = Contribution.objects.get(kind="post"), Photo.objects.get()
    assert photo.is_ready and "location" in photo.removed
    comment(asha, post, THEIRS)
    theirs = Contribution.objects.get(body=THEIRS)
    comment(fan, post, MINE)
    before = as_stored(theirs)
    report(fan, theirs)
    veil(meera)
    house.outbox.run()
    assert as_stored(theirs)["effective_reveals"] == 1050
    assert_it_is_back(fan, post, no=True)
    appeal(asha)
    uphold(mohan)

    assert as_stored(theirs) == before
    assert_it_is_back(fan, post)
    sees_none_of_it(house.visitor("nandini"), post, photo)
    assert house.complaints == []


def join_in_hindi(house: House, mails: list[Any]) -> Any:
    """Take a seat at episode 1,000, typed as १०००, with the code that was mailed."""
    page = house.visitor(language="hi")
    page.goto("/accounts/signup/")
    page.fill("#id_username", "कमला_की_चाय")
    page.fill("#id_email", "kamla@example.in")
    page.fill("#id_password1", PASSWORD)
    page.fill("[name=through-anupamaa]", "१०००")
    page.check("#id_age_0")
    page.check("#id_agreed")
    page.click("#join .button--primary")
    page.wait_for_url("**/confirm-email/")
    house.outbox.run()
    page.fill("[name=code]", the_code_in(mails[-1].body))
    page.click("main form .button--primary, main form button[type=submit]")
    page.wait_for_url(house.url + "/")
    assert page.get_attribute("html", "lang") == "hi"
    assert "1,000" in page.inner_text("#horizon summary")
    return page


def write(page: Any) -> None:
    """A post about 1,010, after watching that far; it waits, and the page says so."""
    page.goto("/shows/anupamaa/")
    page.fill("#hero-through-anupamaa, #card-through-anupamaa, .facts-card .stepper__number", "१,०१०")
    page.keyboard.press("Enter")
    page.locator("#horizon summary", has_text="1,010").wait_for()
    page.goto("/posts/new/?show=anupamaa")
    page.fill("[name=title]", TITLE)
    page.fill("[name=body]", BODY)
    page.fill("[name=reveals]", "1010")
    page.click("main form .form__end .button--primary")
    page.wait_for_url(re.compile(r"/posts/[^/]{11}/"))
    page.locator("h1", has_text=TITLE).wait_for()


def send_a_photo(page: Any, folder: Path) -> None:
    """A photo that tells where it was taken; a real one where there is one."""
    file = GPS
    if not file.is_file():
        print(f"{GPS} is not here, so a photo made for the test goes instead of a real one with GPS")
        file = folder / "telling.jpg"
        file.write_bytes(telling_jpeg())
    page.goto("/photos/new/?show=anupamaa")
    page.set_input_files("[name=file]", file)
    page.fill("[name=caption]", CAPTION)
    page.fill("[name=credit]", "Kamla")
    page.fill("[name=first_published]", "I took it")
    page.fill("[name=about]", "1010")
    page.select_option("[name=show]", "anupamaa") if page.locator("select[name=show]").count() else None
    page.click("form[data-photo] .form__end .button--primary")
    page.wait_for_url(re.compile(r"/photos/[^/]{11}/"))


def let_through(moderator: Any, number: int) -> None:
    """Read what waits, and leave it up."""
    for _one in range(number):
        moderator.goto("/moderation/")
        moderator.locator(".queue-row").first.click()
        moderator.check("[name=verb][value=leave]")
        moderator.fill("[name=reason]", "Good to have you here.")
        moderator.click(".desk__item form[data-draft] .button--primary")
        moderator.wait_for_load_state()


def comment(page: Any, post: Contribution, words: str) -> None:
    """Say something below a post."""
    page.goto(f"/posts/{post.public_id}/")
    page.locator(".composer textarea").first.fill(words)
    page.locator(".composer .button--primary").first.click()
    page.locator(".comment", has_text=words).wait_for()


def report(page: Any, thing: Contribution) -> None:
    """Tell the moderators, from the place where it is read."""
    page.locator(f"#c-{thing.public_id} a[href*='/reports/']").first.click()
    page.check("[name=rule][value=say-which-episode]")
    page.fill("[name=words]", "यह 1,050 की बात है।")
    page.click("main form .form__end .button--primary")
    page.wait_for_load_state()


def veil(moderator: Any) -> None:
    """Veil the one thing that waits at 1,050."""
    moderator.goto("/moderation/")
    moderator.locator(".queue-row").first.click()
    moderator.check("[name=verb][value=veil]")
    moderator.select_option("#id_rule", "say-which-episode")
    moderator.fill("[name=veil_at]", "1,050")
    moderator.click(".desk__item form[data-draft] .button--primary")
    moderator.wait_for_load_state()


def appeal(author: Any) -> None:
    """Find the alert, read the reasons, and appeal."""
    author.goto("/notifications/")
    author.locator(".alert-row a[href*='/decisions/']").first.click()
    author.locator("text=1,050").first.wait_for()
    author.fill("#appeal [name=words]", "It was in episode 1,010.")
    author.click("#appeal .button--primary")
    author.locator("#appeal .badge--appeal").wait_for()


def uphold(moderator: Any) -> None:
    """Another moderator says that the author is right."""
    moderator.goto("/moderation/")
    moderator.locator(".queue-row").first.click()
    moderator.check("[name=outcome][value=uphold]")
    moderator.fill("[name=answer]", "So it was.")
    moderator.click(".desk__item form[data-draft] .button--primary")
    moderator.wait_for_load_state()


def as_stored(thing: Contribution) -> dict[str, Any]:
    """A row as it is, but for when it changed last."""
    row = Contribution.objects.filter(pk=thing.pk).values().get()
    del row["changed_at"]
    return row


def assert_it_is_back(page: Any, post: Contribution, *, no: bool = False) -> None:
    """Whether another fan reads the comment below the post again."""
    page.goto(f"/posts/{post.public_id}/")
    assert (THEIRS in source(page)) is not no


def sees_none_of_it(reader: Any, post: Contribution, photo: Contribution) -> None:
    """At 900: no page's source tells, nor does the API."""
    pages = ["/", "/shows/anupamaa/", "/photos/", "/notifications/", f"/posts/{post.public_id}/"]
    pages += [f"/photos/{photo.public_id}/", "/@asha/", "/@कमला_की_चाय/", "/api/v1/posts/", "/api/v1/photos/"]
    for path in [*pages, f"/api/v1/posts/{post.public_id}/", "/shows/anupamaa/photos/"]:
        told = reader.request.get(path).text()
        assert not [secret for secret in SECRETS if secret in told], path


def test_the_same_with_scripts_off(house: House) -> None:
    asha, show = Member.objects.get(handle="asha"), Show.objects.get()
    post = publish(by=asha, at=NOW, title=TITLE, body=BODY, show=show, reveals=905)
    said = comment_on(post, by=asha, at=NOW, body=THEIRS, reveals=1000)
    page = house.visitor("nandini", java_script_enabled=False)

    page.goto("/shows/anupamaa/")
    page.locator("[name=step][value='1']").last.click()
    assert "901" in page.inner_text("#horizon summary")
    assert TITLE not in source(page)

    page.locator(f"#c-{post.public_id} .veil .button").click()
    assert page.url.endswith(f"/shows/anupamaa/#c-{post.public_id}")
    page.locator(f"#c-{post.public_id} a", has_text=TITLE).click()
    assert BODY in source(page) and THEIRS not in source(page)
    page.locator(f"#c-{said.public_id} .veil .button").click()
    assert THEIRS in source(page)

    page.locator(".composer textarea").first.fill(MINE)
    page.locator(".composer .button--primary").first.click()
    mine = Contribution.objects.get(body=MINE)
    page.goto(f"/posts/{post.public_id}/?reply_to={mine.public_id}#reply")
    page.locator("#reply textarea").fill("Twice, in fact")
    page.locator("#reply .button--primary").click()
    assert "Twice, in fact" in source(page)

    page.goto(f"/posts/{post.public_id}/")
    page.locator("main .lifted button", has_text="Put it back").first.click()
    assert THEIRS not in source(page) or BODY not in source(page)
    assert house.complaints == []
