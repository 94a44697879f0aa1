"""What the talk is about: shows, their seasons and episodes, TRP, and how far each member has watched."""

from shows.models.catalogued import Catalogued, Sourced
from shows.models.change import Change
from shows.models.episode import Episode
from shows.models.progress import Progress
from shows.models.rating import Rating, written
from shows.models.show import Hiatus, Season, Show, ShowSlug
from shows.models.words import SOURCES, UNVERIFIED, in_language

__all__ = [
    "SOURCES",
    "UNVERIFIED",
    "Catalogued",
    "Change",
    "Episode",
    "Hiatus",
    "Progress",
    "Rating",
    "Season",
    "Show",
    "ShowSlug",
    "Sourced",
    "in_language",
    "written",
]
