"""The count in the masthead comes with the reader's seat."""

from portal.contributions.readers import count_with_seat
from portal.notifications.queries import unseen

count_with_seat(unseen)
