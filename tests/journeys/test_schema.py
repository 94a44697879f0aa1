"""The description of the API is true: whatever is sent, nothing breaks, and every answer is one it tells of."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from accounts.actions import make_token
from accounts.models import Member
from portal.posts.actions import publish
from shows.models import Show
from tests.builders import NOW, a_member, a_show

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
SECONDS = 60
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def unlimited(settings: Any) -> None:
    """Nothing is counted where nothing is kept, so that no limit hides what lies behind it."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def test_no_answer_is_a_surprise(unlimited: None, live_server: Any, meera: Member, tmp_path: Path) -> None:
    show: Show = a_show("anupamaa", episodes=3)
    publish(by=a_member(), at=NOW, title="A title", body="And words", show=show, reveals=2)
    _row, token = make_token(by=meera, name="schemathesis", scopes=["read", "write", "moderate"])
    words = ["run", f"{live_server.url}/api/schema/", "--phases", "coverage,fuzzing", "--checks", CHECKS]
    words += ["--max-examples", "15", "--max-time", str(SECONDS), "--seed", "1", "--no-color"]

    command = [str(Path(sys.executable).with_name("schemathesis")), *words, "-H", f"Authorization: Bearer {token}"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=4 * SECONDS, check=False)

    assert told.returncode == 0, told.stdout[told.stdout.find("FAILURES") :][:6000]
