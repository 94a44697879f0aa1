"""What every API view has: a limit with headers, and pages by cursor."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.lib.keys import HEADER, Key, digest_of
from portal.lib.keyset import Page
from portal.lib.limits import Limit, hit, sender, tell, wait_sentence
from portal.lib.text import clean_line, episode_number
from portal.lib.verdicts import Invalid

SAFE = ("GET", "HEAD", "OPTIONS")


class TooMuch(exceptions.APIException):
    """One request too many; unlike DRF's own, it says one whole sentence in one language."""

    status_code = 429
    default_code = "throttled"


class ApiView(APIView):
    """The base of every API view.

    `read_limit` and `write_limit` are (amount, seconds) per sender and scope; `bucket` says which views share a count;
    `scope` names the token's permission a write asks for; `for_guests` says that what is not read takes guests as well.
    """

    read_limit: ClassVar[tuple[int, int]] = (600, 60)
    write_limit: ClassVar[tuple[int, int]] = (60, 60)
    bucket = "api"
    scope = "write"
    for_guests = False
    limit: Limit | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Read as of an earlier episode where `?through=` says so.

        Raises:
            Invalid: when it is no episode number.
        """
        super().initial(request, *args, **kwargs)
        through = request.query_params.get("through", "")
        if not through or request.method not in SAFE:
            return
        if not (through.isdecimal() and len(through) < 7):
            raise Invalid("through", _("Type an episode number, such as 1,018."), "not_an_episode")
        inner: Any = request._request
        inner.viewpoint = inner.viewpoint.as_of(int(through))

    def check_throttles(self, request: Request) -> None:
        """Count this request.

        Raises:
            TooMuch: when it is one too many; the headers say until when.
        """
        kind = "read" if request.method in SAFE else "write"
        amount, seconds = self.read_limit if kind == "read" else self.write_limit
        self.limit = hit(f"{self.bucket}:{kind}:{sender(request)}", amount, seconds)
        if self.limit.exceeded:
            raise TooMuch(wait_sentence(self.limit))

    def count(self, name: str, amount: int, seconds: int, sentence: Any) -> None:
        """Count what has a limit of its own besides; the headers tell of the one that was reached.

        Raises:
            TooMuch: when it is one too many, with a sentence.
        """
        limit = hit(f"{name}:{sender(self.request)}", amount, seconds)
        if limit.exceeded:
            self.limit = limit
            raise TooMuch(str(sentence))

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Tell the limit."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        if self.limit:
            tell(self.limit, answer)
        answer["Cache-Control"] = "private, no-cache"
        return answer


class PageOut(serializers.Serializer[Any]):
    """What a list answers around its rows."""

    next = serializers.CharField(allow_null=True, help_text="The cursor of the next page, for `?after=`")


def page_response(page: Page, rows: list[Any]) -> Response:
    """A page of a list: `{"results": […], "next": cursor or null}`."""
    return Response({"results": rows, "next": page.next_cursor or None})


def idempotency_key(request: Request) -> Key:
    """The key of a create, from its header, with a digest of the request; empty when none was sent.

    Raises:
        Invalid: when it is longer than 64 characters.
    """
    name = clean_line(request.headers.get(HEADER, ""))
    if len(name) > 64:
        raise Invalid(HEADER, _("An idempotency key has at most 64 characters."), "key_too_long")
    return Key(name, digest_of(request.path, request.data)) if name else Key()


def read(form: type[serializers.BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """What was sent, checked.

    Raises:
        ValidationError: with a sentence by field.
    """
    checked = form(data=request.data)
    checked.is_valid(raise_exception=True)
    return dict(checked.validated_data)


def asked_episode(request: Request, name: str, otherwise: int) -> int:
    """The episode that a query parameter names; `otherwise` where it is not there.

    Raises:
        Invalid: when it is no episode number.
    """
    asked = request.query_params.get(name, "")
    try:
        number = episode_number(asked) if asked else otherwise
    except ValidationError as error:
        raise Invalid(name, error.messages[0], "not_an_episode") from error
    if asked and not number:
        raise Invalid(name, _("Episodes count from 1."), "from_one")
    return number
