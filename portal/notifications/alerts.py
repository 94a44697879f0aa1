"""How alerts of names called look; the count in the masthead comes with the reader's seat."""

from portal.contributions.readers import count_with_seat
from portal.notifications.kinds import register_kind
from portal.notifications.mentions import MENTIONED
from portal.notifications.queries import unseen

count_with_seat(unseen)
register_kind(MENTIONED, template="notifications/alerts/_mentioned.html", grouped=True)
