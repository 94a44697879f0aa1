"""A character two actors have played, readers at an episode, votes, and graphs as of one."""

from django.core.cache import cache

from portal.cast.graphs.reading import read_graph, window_of
from portal.cast.models import Casting, Tally
from portal.cast.tenures import tenures_of
from portal.lib.kept import EVERYTHING, drop
from shows.spoilers import nobody
from tests.builders import a_casting, a_character, a_person

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
NAMES = ("minus_two", "minus_one", "zero", "plus_one", "plus_two")


def two_samars(show):
    """Samar, whom Paras Kalnawat plays to 648 and Sagar Parekh from 656 on."""
    samar = a_character(show, "Samar")
    a_casting(samar, a_person("Paras Kalnawat"), 1, 648)
    a_casting(samar, a_person("Sagar Parekh"), 656, kind=Casting.Kind.RECAST)
    return samar


def seats(client, show):
    """`at(655)` is the browser of a guest who has watched to there, with nothing kept from before."""

    def at(episode):
        drop({EVERYTHING})
        cache.clear()
        client.post(f"/shows/{show.slug}/progress/", {"through": str(episode)}, **ORIGIN)
        client.cookies.pop("messages", None)
        return client

    return at


def votes(character, episode, *numbers):
    """The votes on an episode by value, from −2 to +2."""
    Tally.objects.create(character=character, episode=episode, **dict(zip(NAMES, numbers, strict=True)))


def graph_at(character, episode, choice=""):
    """The graph of a reader at an episode."""
    at = nobody().moved(character.show_id, episode)
    tenures = tenures_of(character, at)
    return read_graph(character, tenures, at, window_of(character, tenures, at, choice, episode))


def picture(reader, character, query=""):
    """The drawing as a file."""
    return reader.get(f"{character.get_absolute_url()}graph.svg{query}").content.decode()


def page(reader, character, query=""):
    """The character's page."""
    return reader.get(character.get_absolute_url() + query).content.decode()
