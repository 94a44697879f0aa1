"""What an operator wrote into `.env` is obeyed by the portal, and not by its tests: they empty what they are given."""

from pathlib import Path

from tests.house.tree import copy_to, python

ASK = "from portal.env import env; print(env.str('EMAIL_URL', 'nothing'))"


def test_the_tests_leave_the_operators_servers_alone(tmp_path: Path) -> None:
    copy = copy_to(tmp_path / "copy")
    (copy / ".env").write_text("EMAIL_URL=submission://mail.example:587\n")

    assert python(copy, "-c", ASK).stdout == "nothing\n"
    assert python(copy, "-c", ASK, ADDA_DOTENV=str(copy / ".env")).stdout == "submission://mail.example:587\n"
