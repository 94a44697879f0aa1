"""One small corpus that both engines have to answer alike: said by few people, in both scripts, up to an episode."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from accounts.models import Member
from portal.cast.models import Alias
from portal.comments.models import Comment
from portal.contributions.models import Contribution
from portal.contributions.readers import viewpoint_of
from portal.pages.results import Chosen, Results, search
from portal.search.actions import refill_all
from shows.models import Show
from shows.spoilers import Viewpoint, nobody
from tests.builders import (
    NOW,
    a_casting,
    a_character,
    a_comment,
    a_member,
    a_person,
    a_post,
    a_show,
    an_episode,
    at_episode,
)

POSTS = [
    ("Malti Devi’s costumes", "From ivory to black in nine episodes.", 900),
    ("मालती देवी की वो एक नज़र", "गुरु थीं या कुछ और?", 950),
    ("Samar at the garba", "He danced like nobody watched.", 500),
    ("समर की मुस्कान", "अनुपमा के लिए काफ़ी थी।", 500),
    ("Vanraj, again", "Wanraj never learns. He said sorry to nobody.", None),
    ("Anupma ki rasoi", "Sabne kaha ki Anupama sabse achhi hai.", 10),
    ("The will of the Shah house", "Nobody read the last page.", 1050),
]


@dataclass
class Corpus:
    """What was said, and where the readers are."""

    show: Show
    asha: Member
    karan: Member
    posts: list[Contribution] = field(default_factory=list)
    comment: Comment | None = None


def a_corpus() -> Corpus:
    """All of it, indexed. Asha is at 1,000, and Karan wrote everything but one comment."""
    show = a_show("anupamaa", title="Anupamaa", title_hi="अनुपमा")
    corpus = Corpus(show, a_member("asha"), a_member("karan"))
    at_episode(corpus.asha, show, 1000)
    malti = a_character(show, "Malti Devi", name_hi="मालती देवी", line="Runs the Gurukul.", reveals=900)
    Alias.objects.create(show=show, character=malti, name="Gurumaa", reveals=920)
    Alias.objects.create(show=show, character=malti, name="Choti’s mother", reveals=1060)
    a_character(show, "Choti", name_hi="छोटी", reveals=1090)
    samar = a_character(show, "Samar Shah", name_hi="समर शाह")
    a_casting(samar, a_person("Paras Kalnawat", name_hi="पारस कलनावत"), 1, 648)
    a_casting(samar, a_person("Sagar Parekh", name_hi="सागर पारेख"), 656, 1058)
    a_casting(malti, a_person("Late Comer"), 1080)
    an_episode(show, 900, safe_title="The Gurukul opens", full_title="Malti Devi arrives", summary="She dances.")
    an_episode(show, 1058, safe_title="A quiet evening", full_title="Samar dies", summary="The whole house weeps.")
    for hours, (title, body, reveals) in enumerate(POSTS):
        post = a_post(
            corpus.karan, show, title=title, body=body, reveals=reveals, at=NOW - timedelta(hours=hours, seconds=1)
        )
        corpus.posts.append(post)
    corpus.comment = a_comment(corpus.asha, corpus.posts[0], body="Maalti looked better in ivory.")
    index_all()
    return corpus


def index_all() -> None:
    """As `manage.py reindex` does."""
    for _step in refill_all():
        pass


def titles(results: Results) -> list[str]:
    """What was found, in order: by title, comments by what they are about."""
    return [hit.found.title or f"on {hit.found.note}" for hit in results.hits]


def looked_up(typed: str, by: Member | Viewpoint | None = None, **chosen: Any) -> list[str]:
    """What a member, or by itself a guest at the public horizon, finds."""
    viewpoint = by if isinstance(by, Viewpoint) else viewpoint_of(by) if by is not None else nobody(public=True)
    return titles(search(viewpoint, typed, Chosen(**chosen)))
