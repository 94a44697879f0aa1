"""Every main page, at both sizes, in both themes and languages: nobody is kept out, nothing asks elsewhere.

In a small window with letters twice as large, no page scrolls sideways either.
"""

from typing import Any

import pytest
from django.core.management import call_command

from portal.cast.models import Beat, Casting
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.moderation.models import Case, Decision
from portal.pages.starter import load_starter
from tests.builders import lay_house_rules
from tests.curation.scenes import edit_page
from tests.journeys.visitors import DESKTOP, PHONE, House, barriers, sideways
from tests.outbox.drain import Outbox

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
GUEST = ["/", "/shows/", "/accounts/signup/", "/accounts/login/", "/rules/", "/privacy/", "/terms/"]
GUEST += ["/accounts/password/reset/", "/offline/en/", "/record/", "/trust/", "/rules/say-which-episode/1/"]
FAN = ["/", "/shows/anupamaa/", "/shows/anupamaa/episodes/1018/", "/shows/anupamaa/cast/", "/photos/", "/photos/new/"]
FAN += ["/shows/anupamaa/characters/samar-shah/", "/people/sagar-parekh/", "/shows/anupamaa/photos/", "/posts/new/"]
SMALL = {"width": 320, "height": 640}
LARGE = """() => {
  document.documentElement.style.setProperty("font-size", "200%");
  for (const fold of document.querySelectorAll("details")) fold.open = true;
}"""
# Both sizes with both themes, and both languages with either.
LOOKS = {"en": [(PHONE, "light"), (DESKTOP, "dark")], "hi": [(PHONE, "dark"), (DESKTOP, "light")]}
FAN += ["/shows/anupamaa/map/", "/shows/anupamaa/map/?view=map&who=anupamaa", "/shows/anupamaa/beats/"]
FAN += ["/shows/anupamaa/map/?view=list", "/shows/anupamaa/map/?who=anupamaa&with=vanraj-shah", "/progress/"]
FAN += ["/shows/anupamaa/episodes/", "/shows/anupamaa/characters/samar-shah/graph/", "/shows/anupamaa/history/"]
FAN += ["/curation/history/", "/curation/mine/", "/shows/anupamaa/characters/samar-shah/posts/?with=anupamaa"]
CURATOR = ["/moderation/", "/ratings/new/", "/ratings/import/", "/curation/", "/curation/character/new/?show=anupamaa"]
CURATOR += ["/shows/anupamaa/ties/new/", "/shows/anupamaa/beats/new/", "/curation/members/naresh_bhai/"]
FAN += ["/bookmarks/", "/drafts/"]
FAN += ["/search/", "/search/?q=samar", "/search/?q=zzzz&language=hi"]
CURATOR += ["/moderation/keys/", "/shows/anupamaa/characters/romil/recast/", "/moderation/members/dhaga_dhaga/"]
FAN += ["/standing/", "/@naresh_bhai/reports/"]
FAN += ["/ratings/", "/shows/anupamaa/ratings/", "/notifications/", "/@dhaga_dhaga/", "/accounts/settings/"]
FAN += ["/accounts/profile/", "/accounts/blocks/", "/accounts/feeds/", "/@naresh_bhai/", "/@naresh_bhai/block/"]
FAN += ["/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/"]
FAN += ["/accounts/delete/", "/accounts/password/set/", "/accounts/sessions/", "/accounts/logout/"]
FAN += ["/accounts/email/", "/notifications/settings/", "/following/", "/shows/anupamaa/follow/"]


@pytest.fixture
def lively(browser: Any, live_server: Any, settings: Any, tmp_path: Any) -> Any:
    """A house in which the made-up evening takes place."""
    settings.MEDIA_ROOT = tmp_path
    lay_house_rules()
    load_starter()
    call_command("demo", later=True)
    Outbox().run()
    with House(browser, live_server.url, Outbox()) as opened:
        yield opened


def addresses() -> dict[str, list[str]]:
    """Which pages each of them sees."""
    said = Contribution.objects.get(title__startswith="Samar said nothing")
    covered = Contribution.objects.get(title__startswith="The garba night")
    photo = Contribution.objects.get(title__startswith="Dinner scene")
    bad = Contribution.objects.get(title__startswith="The new Samar")
    things = [kind_of(one).url(one) for one in (said, photo)] + [kind_of(covered).safe_url(covered)]
    more = [f"/contributions/{said.public_id}/reaction/", f"/contributions/{bad.public_id}/reports/"]
    more += [f"/decisions/{Decision.objects.get(verb='veil').public_id}/"]
    cases = [f"/moderation/cases/{case.pk}/" for case in Case.objects.filter(state="O", origin__in="RA")]
    return {
        "": GUEST,
        "dhaga_dhaga": [*FAN, *things, *more, Beat.objects.filter(episode=905)[0].get_absolute_url()],
        "naresh_bhai": [*CURATOR, edit_page("casting", Casting.objects.order_by("pk")[0]), *cases],
    }


@pytest.mark.parametrize("language", LOOKS)
def test_every_page_is_open_to_everybody(lively: House, language: str) -> None:
    found: list[str] = []
    for name, paths in addresses().items():
        plain = lively.visitor(name, language=language)
        page = lively.visitor(name, language=language, theme="", reduced_motion="reduce", bypass_csp=True)
        for path in paths:
            plain.goto(path)  # axe itself would break the policy
            answer = page.goto(path)
            found += [] if answer.status == 200 else [f"{path} answers {answer.status}"]
            for size, theme in LOOKS[language]:
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=theme)
                said = [*(["scrolls sideways"] if sideways(page) else []), *barriers(page)]
                found += [f"{path} {language} {theme} {size['width']}: {one}" for one in said]
            page.set_viewport_size(SMALL)
            page.evaluate(LARGE)
            found += [f"{path} {language}: sideways with large letters"] if sideways(page) else []
    assert found == [], "\n".join(found)
    assert lively.complaints == []
