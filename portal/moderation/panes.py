"""The panes of the desk put together: queues, rows, and a case with the form that decides it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from portal.lib.kept import kept
from portal.lib.keyset import Page, encode, is_place
from portal.lib.verdicts import Refused
from portal.moderation.checks import verbs_for
from portal.moderation.choosing import QUEUES, Choice, chosen
from portal.moderation.effects import fingerprint
from portal.moderation.forms import AskForm, DecisionForm, NoteForm, ReviewForm
from portal.moderation.keyboard import area_of, kept_keys_of
from portal.moderation.lately import can_still_be_taken_back, today
from portal.moderation.models import Case, Decision, Rule
from portal.moderation.policies import can_be_hidden, can_decide, judges_of
from portal.moderation.queries import CaseFile, case_file
from portal.moderation.queueing import load, next_case, queue
from portal.moderation.reasons import language_of, reason_for, twin_of
from portal.moderation.stamps import DESK
from shows.models import in_language


def case_page(
    request: HttpRequest,
    found: Case,
    form: Form | None = None,
    refusal: Refused | None = None,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    """The case beside the queue."""
    now = timezone.now()
    request.stamps.want(DESK, area_of(request.user))
    file = case_file(found, viewer=request.user, viewpoint=request.viewpoint.itself)
    may = can_decide(request.user, found, at=now, reporters=file.reporters)
    status = status or (refusal.status if refusal else 422 if form is not None and form.is_bound else 200)
    context = list_pane(request, beside=found)
    form = form or empty_form(request, file, context["rules"])
    if file.named and "veil_at" in form.fields:
        form.fields["veil_at"].help_text = file.named.sentence
    context |= {
        "file": file,
        "form": form,
        "suggested": not form.is_bound and not request.GET.get("verb") and suggested_verb(found),
        "refusal": refusal.verdict.reason if refusal else "",
        "may": may,
        "may_hide": may and can_be_hidden(found),
        "judges": bool(may) or not found.is_open or judges_of(found).exists(),
        "is_mine": found.is_held_by(request.user, at=now),
        "twin": twin_of(begun_with(file, context["rules"], request.GET.get("with", "")), language_of(found)),
        "window": settings.UNDO_SECONDS,
        "ask_form": AskForm(),
        "note_form": NoteForm(),
    }
    return render(request, "moderation/case.html", context | more, status=status)


def empty_form(request: HttpRequest, file: CaseFile, rules: list[Rule]) -> Form:
    """The form of a case, begun with the rule most reporters named, or the one asked for by `?with=`; a veil begins
    with the episode its author says it is about, or else the one that enough of its readers name."""
    found = file.case
    if found.origin == Case.Origin.APPEAL:
        return ReviewForm()
    rule = begun_with(file, rules, request.GET.get("with", ""))
    start = {
        "verb": request.GET.get("verb", "") or suggested_verb(found),
        "veil_at": request.GET.get("veil_at", "") or later_episode(found) or (file.named and file.named.episode),
        "rule": rule.slug if rule else "",
        "days": 7,
        "reason": reason_for("remove", rule, language_of(found)),
        "seen": fingerprint(found),
    }
    return DecisionForm(case=found, rules=rules, initial=start)


def begun_with(file: CaseFile, rules: list[Rule], asked: str) -> Rule | None:
    """The rule a decision begins with: the one of this name, else the one most reporters named."""
    return next((one for one in rules if one.slug == asked), file.leading_rule)


def suggested_verb(case: Case) -> str:
    """What is chosen before anybody has chosen: a veil, where its author says that something talks about later."""
    return Decision.Verb.VEIL if later_episode(case) and Decision.Verb.VEIL in verbs_for(case) else ""


def later_episode(case: Case) -> int | None:
    """The episode something talks about, where that is later than the one it is marked with."""
    thing = case.contribution
    return thing.about if thing is not None and (thing.about or 0) > (thing.reveals or 0) else None


def list_pane(request: HttpRequest, *, beside: Case | None = None) -> dict[str, Any]:
    """The queues, and the rows of what was chosen.

    Args:
        request: of a moderator.
        beside: the case that is open; the rows begin with it where it is not among the first.
    """
    choice, now, stamps = chosen(request.GET), timezone.now(), request.stamps
    stamps.want(DESK, area_of(request.user))  # beside those of the reader, who is asked for next
    clocks = request.viewpoint.clocks

    def rows(cursor: str) -> Page:
        whose = request.user.pk if choice.mine else None
        name = ("queue", choice, whose, cursor, get_language())
        page = kept(name, lambda: queue(choice, cursor, viewer=request.user, at=now), DESK, stamps=stamps)
        return still_in_hand(page, at=now) if choice.mine else page

    keys = kept_keys_of(request.user, stamps=stamps)
    lately = today(request.user, at=now)
    page = rows(place_in(request))
    if beside is not None and beside.is_open and beside.pk not in [row.pk for row in page.rows]:
        page = rows(encode(beside.opened_at, beside.pk - 1))
    more = f"{reverse('moderation:desk')}?{choice.query}&after={page.next_cursor}" if page.next_cursor else ""
    return {
        "page": page,
        "load": kept("load", load, DESK, stamps=stamps),
        "cleared": lately.cleared,
        "choice": choice,
        "queue_name": QUEUES[choice.queue][0],
        "next_url": more.replace("?&", "?"),
        "skip_url": skip(page, choice, beside) if beside is not None else "",
        "rules": kept("rules", lambda: list(Rule.objects.in_force()), DESK, stamps=stamps),
        "shows": [(one.pk, one.slug, in_language(one.title, one.title_hi)) for one in clocks.values()],
        "undoable": can_still_be_taken_back(request.user, lately, at=now),
        "keys": keys,
        "section": "desk",
    }


def still_in_hand(page: Page, *, at: datetime) -> Page:
    """A page of what one has in hand that was read a moment ago, without what has run out since: nothing says so."""
    return replace(page, rows=[row for row in page.rows if row.taken_until is not None and row.taken_until > at])


def place_in(request: HttpRequest) -> str:
    """The cursor of an address; empty for the beginning, and for anything that is none."""
    cursor = request.GET.get("after", "")
    return cursor if is_place(cursor) else ""


def skip(page: Page, choice: Choice, beside: Case) -> str:
    """Where one goes on without deciding: to the next row, past the last one to what comes after it."""
    numbers = [row.pk for row in page.rows]
    following = numbers[numbers.index(beside.pk) + 1 :] if beside.pk in numbers else numbers
    if following:
        return address(following[0], choice)
    return f"{reverse('moderation:desk')}?{choice.query}&after={page.next_cursor}".replace("?&", "?")


def after(found: Case, choice: Choice, *, viewer: Any) -> str:
    """The page of the next of what was chosen that nobody else is reading; of the queue where there is none."""
    following = next_case(choice, found, viewer=viewer, at=timezone.now())
    if following:
        return address(following, choice)
    return f"{reverse('moderation:desk')}?{choice.query}" if choice.query else reverse("moderation:desk")


def address(pk: int, choice: Choice) -> str:
    """The page of a case, in what was chosen."""
    page = reverse("moderation:case", args=[pk])
    return f"{page}?{choice.query}" if choice.query else page
